from typing import Annotated

from fastapi import Depends, FastAPI
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from db import Customer, dispose, get_async_db

app = FastAPI(on_shutdown=[dispose])
ADb = Annotated[AsyncSession, Depends(get_async_db)]


async def find(db: AsyncSession) -> Customer:  # -> native-async
    return (await db.scalars(select(Customer))).first()


@app.get("/a")
async def a(db: ADb):  # -> native-async
    result = db.execute(select(Customer))  # !! CL202
    return result.scalars().all()


@app.get("/b")
async def b(db: ADb):  # -> native-async
    return db.execute(select(Customer)).scalars().all()  # !! CL202


@app.get("/c")
async def c(db: ADb):  # -> native-async
    customer = find(db)  # !! CL202
    return {"name": customer.name}


@app.get("/d")
async def d(db: ADb):  # -> native-async
    result = await db.execute(select(Customer))
    return result.scalars().all()


@app.get("/e")
async def e(db: ADb):  # -> native-async
    result = db.execute(select(Customer))
    rows = (await result).scalars()
    return rows.all()


@app.get("/f")
async def f(db: ADb):  # -> native-async
    pending = find(db)
    try:
        return (await pending).name
    finally:
        pending.close()


@app.get("/g")
async def g(db: ADb):  # -> native-async
    async with db.begin() as transaction:
        assert transaction.is_active
    connection = await db.connection()
    return connection.closed


@app.get("/h")
async def h(db: ADb):  # -> native-async
    result = await db.stream(select(Customer))
    return [row.Customer.name async for row in result]
