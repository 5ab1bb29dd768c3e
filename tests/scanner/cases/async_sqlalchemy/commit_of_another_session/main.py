import asyncio
import json

from fastapi import FastAPI
from sqlalchemy import create_engine
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, sessionmaker


class Base(DeclarativeBase):
    pass


class Order(Base):
    __tablename__ = "orders"
    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]


class Log(Base):
    __tablename__ = "log"
    id: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str]


AsyncDatabase = async_sessionmaker(
    create_async_engine("postgresql+asyncpg://app@db.test/app"), class_=AsyncSession, expire_on_commit=False
)
Database = sessionmaker(create_engine("postgresql+psycopg://app@db.test/app"))
app = FastAPI()


def write_log(text: str):  # -> converted-def via sqlalchemy.orm.Session.commit
    with Database() as db:
        db.add(Log(text=text))
        db.commit()


@app.post("/orders")
async def create_order():  # -> native-async
    async with AsyncDatabase() as db:
        order = Order(title="new")
        db.add(order)
        await db.commit()
        await asyncio.to_thread(write_log, "created")
        return {"title": order.title}


def save(db: Session):  # -> converted-def via sqlalchemy.orm.Session.commit
    db.commit()


def title_of(order):  # -> blocking-async
    return order.title


@app.post("/logged-orders")
async def create_logged_order():  # -> blocking-async (helper)
    with Database() as db:
        order = Order(title="new")
        db.add(order)
        await asyncio.to_thread(save, db)
        return {"title": title_of(order)}
