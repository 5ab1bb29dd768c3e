import asyncio
from typing import Annotated

from fastapi import Depends, FastAPI
from pydantic import BaseModel, ConfigDict
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from db import AsyncSessionLocal, Customer, Order, async_engine, dispose, get_async_db

app = FastAPI(on_shutdown=[dispose])
Expiring = async_sessionmaker(async_engine)


async def expiring():
    async with Expiring() as session:
        yield session


X = Annotated[AsyncSession, Depends(expiring)]
Kept = Annotated[AsyncSession, Depends(get_async_db)]


class Out(BaseModel):
    model_config = ConfigDict(from_attributes=True)
    id: int
    name: str


async def count(db: AsyncSession, model) -> int:  # -> native-async
    return await db.scalar(select(func.count()).select_from(model))


async def count_own(model) -> int:  # -> native-async
    async with AsyncSessionLocal() as db:
        return await count(db, model)


async def save(db: AsyncSession, row) -> None:  # -> native-async
    db.add(row)
    await db.commit()


@app.post("/a")
async def a(db: X, name: str = "n"):  # -> native-async
    customer = Customer(name=name, notes="")
    db.add(customer)
    await db.commit()
    return {"id": customer.id}  # !! CL204


@app.post("/a-kept")
async def a_kept(db: Kept, name: str = "n"):  # -> native-async
    customer = Customer(name=name, notes="")
    db.add(customer)
    await db.commit()
    return {"id": customer.id}


@app.post("/b")
async def b(db: X, name: str = "n"):  # -> native-async
    customer = Customer(name=name, notes="")
    await save(db, customer)
    return Out.model_validate(customer)  # !! CL204


@app.post("/c")
async def c(db: X, name: str = "n"):  # -> native-async
    customer = Customer(name=name, notes="")
    await save(db, customer)
    await db.refresh(customer)
    return customer.name


@app.post("/d")
async def d(db: X, name: str = "n"):  # -> native-async
    customer = await db.get_one(Customer, 1)
    key = customer.id
    customer.name = name
    await db.commit()
    return key


@app.post("/e")
async def e(db: X):  # -> native-async
    async with db.begin():
        customer = await db.get_one(Customer, 1)
        customer.name = "z"
        shown = customer.name
    return shown


@app.get("/f")
async def f(db: Kept):  # -> native-async
    customers, orders = await asyncio.gather(count(db, Customer), count(db, Order))  # !! CL207
    return customers + orders


@app.get("/g")
async def g():  # -> native-async
    customers, orders = await asyncio.gather(count_own(Customer), count_own(Order))
    return customers + orders


@app.get("/h")
async def h(db: Kept):  # -> native-async
    async with asyncio.TaskGroup() as group:
        first = group.create_task(count(db, Customer))
        second = group.create_task(count(db, Order))  # !! CL207
    return first.result() + second.result()


@app.get("/i")
async def i(db: Kept):  # -> native-async
    return await asyncio.gather(count(db, Customer), asyncio.sleep(0))


@app.get("/j")
async def j(db: Kept):  # -> native-async
    return await asyncio.gather(*(count(db, m) for m in (Customer, Order)))  # !! CL207


@app.get("/k")
async def k(db: Kept):  # -> native-async
    return [await count(db, m) for m in (Customer, Order)]


@app.get("/l")
async def l(db: Kept):  # -> native-async
    task = asyncio.create_task(count(db, Customer))
    await asyncio.sleep(0)
    total = await task
    return total + await count(db, Order)
