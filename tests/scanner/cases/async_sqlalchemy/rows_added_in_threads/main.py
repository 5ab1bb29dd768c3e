import asyncio

from fastapi import FastAPI
from sqlalchemy import create_engine, event, func, select
from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, sessionmaker


class Base(DeclarativeBase):
    pass


class Message(Base):
    __tablename__ = "messages"
    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int]


class Note(Base):
    __tablename__ = "notes"
    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int]


AsyncDatabase = async_sessionmaker(create_async_engine("postgresql+asyncpg://app@db.test/app"))
Database = sessionmaker(create_engine("postgresql+psycopg://app@db.test/app"))
app = FastAPI()


@event.listens_for(Message, "before_insert")
def number_message(mapper, connection, target):
    target.number = connection.scalar(select(func.max(Message.number))) or 0


@event.listens_for(Note, "before_insert")
def number_note(mapper, connection, target):  # -> blocking-async via sqlalchemy.Connection.scalar
    target.number = connection.scalar(select(func.max(Note.number))) or 0


@app.post("/messages")
async def send():  # -> native-async (async-io)
    async with AsyncDatabase() as db, db.begin():
        await asyncio.to_thread(db.add, Message())
    return "sent"


@app.post("/notes")
async def write():  # -> blocking-async
    with Database() as db, db.begin():
        await asyncio.to_thread(db.add, Note())
    return "written"
