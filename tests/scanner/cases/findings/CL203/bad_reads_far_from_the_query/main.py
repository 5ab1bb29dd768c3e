from contextlib import asynccontextmanager
from typing import Annotated

from fastapi import Depends, FastAPI
from pydantic import BaseModel, ConfigDict
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import joinedload, selectinload, undefer

from db import Customer, Order, dispose, get_async_db
from repo import CustomerRepository


@asynccontextmanager
async def lifespan(app):  # -> any
    yield
    await dispose()


app = FastAPI(lifespan=lifespan)
Db = Annotated[AsyncSession, Depends(get_async_db)]


class OrderOut(BaseModel):
    model_config = ConfigDict(from_attributes=True)
    id: int
    total: int


class CustomerOut(BaseModel):
    model_config = ConfigDict(from_attributes=True)
    id: int
    name: str


class CustomerFull(CustomerOut):
    orders: list[OrderOut]


def repository(db: Db) -> CustomerRepository:
    return CustomerRepository(db)


Repo = Annotated[CustomerRepository, Depends(repository)]


async def current(db: Db) -> Customer:  # -> native-async
    return (await db.scalars(select(Customer).limit(1))).one()


@app.get("/customers", response_model=list[CustomerOut])
async def customers(repo: Repo):  # -> native-async
    return await repo.all()


@app.get("/customers/full", response_model=list[CustomerFull])
async def customers_full(repo: Repo):  # !! CL203  # -> native-async
    return await repo.all()


@app.get("/customers/eager", response_model=list[CustomerFull])
async def customers_eager(repo: Repo):  # -> native-async
    return await repo.all(selectinload(Customer.orders))


@app.get("/customers/{key}/orders")
async def orders_of(key: int, repo: Repo):  # -> native-async
    customer = await repo.get(key)
    return [order.total for order in customer.orders]  # !! CL203


@app.get("/customers/{key}/orders-eager")
async def orders_eager(key: int, repo: Repo):  # -> native-async
    customer = await repo.with_orders(key)
    return [order.total for order in customer.orders]


@app.get("/customers/{key}/notes")
async def notes(key: int, db: Db):  # -> native-async
    customer = await db.get_one(Customer, key)
    return customer.notes  # !! CL203


@app.get("/customers/{key}/notes-too")
async def notes_too(key: int, db: Db):  # -> native-async
    customer = await db.get_one(Customer, key, options=[undefer(Customer.notes)])
    return customer.notes


@app.get("/orders/{key}/customer")
async def customer_of(key: int, db: Db):  # -> native-async
    order = (await db.execute(select(Order).where(Order.id == key))).scalar_one()
    return order.customer.name  # !! CL203


@app.get("/orders/{key}/customer-joined")
async def customer_joined(key: int, db: Db):  # -> native-async
    query = select(Order).where(Order.id == key).options(joinedload(Order.customer))
    order = (await db.execute(query)).unique().scalar_one()
    return order.customer.name


@app.get("/orders/{key}/other")
async def other(key: int, db: Db):  # -> native-async
    query = select(Order).where(Order.id == key).options(joinedload(Order.customer))
    order = (await db.execute(query)).unique().scalar_one()
    return [o.total for o in order.customer.orders]  # !! CL203


@app.get("/orders/{key}/refreshed")
async def refreshed(key: int, db: Db):  # -> native-async
    order = await db.get_one(Order, key)
    await db.refresh(order, attribute_names=["customer"])
    return order.customer.name


@app.get("/me")
async def me(customer: Annotated[Customer, Depends(current)]):  # -> native-async
    return [o.id for o in customer.orders]  # !! CL203


@app.get("/me/greenlet")
async def me_greenlet(customer: Annotated[Customer, Depends(current)], db: Db):  # -> native-async
    return await db.run_sync(lambda session: [o.id for o in customer.orders])


@app.get("/me/name")
async def me_name(customer: Annotated[Customer, Depends(current)]):  # -> native-async
    return customer.name


@app.post("/orders")
async def create(db: Db):  # -> native-async
    customer = Customer(name="n", notes="x")
    db.add(customer)
    await db.flush()
    order = Order(customer=customer, total=3)
    db.add(order)
    await db.commit()
    return {"customer": order.customer.name}


@app.post("/customers/{key}/orders")
async def add(key: int, db: Db):  # -> native-async
    customer = await db.get_one(Customer, key)
    order = Order(customer=customer, total=1)
    db.add(order)
    await db.commit()
    return order.customer.name


@app.get("/both/{key}")
async def both(key: int, db: Db):  # -> native-async
    customer = await db.get_one(Customer, key)
    orders = (await db.scalars(select(Order).where(Order.customer_id == customer.id))).all()
    return [o.customer.name for o in orders]
