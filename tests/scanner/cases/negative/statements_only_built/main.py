import asyncio

from fastapi import FastAPI
from sqlalchemy import Select, create_engine, func, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

engine = create_engine("postgresql+psycopg://app@db/app")


class Base(DeclarativeBase):
    pass


class Item(Base):
    __tablename__ = "items"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


class Search:
    def __init__(self):
        self.statement: Select = select(Item)

    def named(self, name):
        self.statement = self.statement.where(Item.name == name)
        return self

    def first(self):
        self.statement = self.statement.order_by(Item.id).limit(1)
        return self

    def counted(self):
        return select(func.count()).select_from(self.statement.subquery())


def run(statement):  # -> converted-def
    with Session(engine) as session:
        return session.scalar(statement)


app = FastAPI()


@app.get("/text")
async def text():  # -> native-async
    return str(Search().named("x").first().statement)


@app.get("/count")
async def count():  # -> native-async (offloaded)
    return await asyncio.to_thread(run, Search().named("x").counted())
