"""Class variables of a mapped class are read on the loop; its session is only asked in threads."""

import asyncio
from typing import ClassVar

from fastapi import FastAPI
from sqlalchemy import create_engine, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, sessionmaker


class Base(DeclarativeBase):
    pass


class Order(Base):
    __tablename__ = "orders"
    factory: ClassVar[sessionmaker[Session]]
    waiting: ClassVar[list[int]] = []
    lock: ClassVar[asyncio.Lock]
    id: Mapped[int] = mapped_column(primary_key=True)
    pair: Mapped[str]


Order.factory = sessionmaker(create_engine("postgresql+psycopg://app@db/app"))
Order.lock = asyncio.Lock()
app = FastAPI()


def read():  # -> converted-def via sqlalchemy.orm.Session.scalars
    with Order.factory() as session:
        return session.scalars(select(Order.pair)).all()


@app.get("/offloaded")
async def offloaded():  # -> native-async
    return await asyncio.to_thread(read)


@app.get("/plain")
def plain():  # -> converted-def
    return read()


@app.get("/waiting")
async def waiting():  # -> native-async
    async with Order.lock:
        Order.waiting.append(len(Order.waiting))
    return Order.waiting[-1]


@app.get("/made")
async def made():  # -> native-async
    return {"made": Order.factory is not None}
