"""Listeners run where the connection works that a library is given, in whichever place it is given."""

import pandas as pd
from fastapi import FastAPI
from sqlalchemy import event, select
from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

engine = create_async_engine("postgresql+asyncpg://app@db/app")
SessionLocal = async_sessionmaker(engine, expire_on_commit=False)


class Base(DeclarativeBase):
    pass


class Span(Base):
    __tablename__ = "spans"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


def begin(connection):
    connection.exec_driver_sql("SELECT 1")


def set_pragma(connection, record):
    cursor = connection.cursor()
    cursor.execute("SELECT 2")
    cursor.close()


event.listen(engine.sync_engine, "begin", begin)
event.listen(engine.sync_engine, "connect", set_pragma)


class Query:
    def __init__(self, limit: int) -> None:
        self.limit = limit

    def __call__(self, session: Session, name: str):
        statement = select(Span).where(Span.name == name).limit(self.limit)
        return pd.read_sql_query(statement, session.connection())


app = FastAPI()


@app.get("/frame")
async def frame():  # -> native-async
    query = Query(3)
    async with SessionLocal() as session:
        await session.run_sync(query, name="x")
    return {}


@app.get("/rows")
async def rows():  # -> native-async
    async with SessionLocal() as session:
        return [span.name for span in await session.scalars(select(Span))]
