from typing import Generic, TypeVar

from fastapi import Depends, FastAPI
from sqlalchemy import create_engine, select
from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column


class Base(DeclarativeBase):
    pass


class Item(Base):
    __tablename__ = "items"
    id: Mapped[int] = mapped_column(primary_key=True)


Row = TypeVar("Row", bound=Base)
Opened = TypeVar("Opened", Session, AsyncSession)


class Store(Generic[Row, Opened]):
    model: type[Row]

    def __init__(self, session: Opened):
        self.session = session

    def newest(self):
        return select(self.model).order_by(self.model.id.desc())


class Stored(Store[Row, Session]):
    def first(self):  # -> converted-def
        return self.session.scalars(self.newest()).first()


class Awaited(Store[Row, AsyncSession]):
    async def first(self):  # -> native-async
        return (await self.session.scalars(self.newest())).first()


class Items(Stored[Item]):
    model = Item


class AwaitedItems(Awaited[Item]):
    model = Item


engine = create_engine("postgresql+psycopg://app@db/app")
async_engine = create_async_engine("postgresql+asyncpg://app@db/app")


async def awaited_items():
    async with AsyncSession(async_engine, expire_on_commit=False) as session:
        yield AwaitedItems(session)


def items():
    with Session(engine) as session:
        yield Items(session)


app = FastAPI()


@app.get("/awaited")
async def awaited(store: AwaitedItems = Depends(awaited_items)):  # -> native-async
    return (await store.first()).id


@app.get("/threaded")
def threaded(store: Items = Depends(items)):  # -> converted-def
    return store.first().id
