from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager, contextmanager

from sqlalchemy import ForeignKey, create_engine, select
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, relationship, sessionmaker


class Base(DeclarativeBase):
    pass


class Shop(Base):
    __tablename__ = "shops"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    items: Mapped[list["Item"]] = relationship(back_populates="shop", lazy="raise_on_sql")


class Item(Base):
    __tablename__ = "items"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    shop_id: Mapped[int] = mapped_column(ForeignKey("shops.id"))
    shop: Mapped[Shop] = relationship(back_populates="items")


Sync = sessionmaker(create_engine("mysql+pymysql://h/x"))
Async = async_sessionmaker(create_async_engine("postgresql+asyncpg://h/x"), expire_on_commit=False)


class Store:
    async def names(self) -> list[str]:
        raise NotImplementedError

    async def one(self, key: int) -> str:  # -> blocking-async
        rows = await self.names()
        return rows[0]


class SyncStore(Store):
    def __init__(self, factory=Sync):
        self.factory = factory

    @contextmanager
    def session(self):
        with self.factory() as s:
            yield s

    async def names(self):  # -> blocking-async
        with self.session() as s:
            return list(s.scalars(select(Item.name)))


class ThreadStore(SyncStore):
    async def names(self):  # -> native-async
        return await asyncio.to_thread(self._names)

    def _names(self):  # -> converted-def
        with self.session() as s:
            return [i.name for i in s.scalars(select(Item))]


class AsyncStore(Store):
    @asynccontextmanager
    async def session(self):
        async with Async() as s:
            yield s

    async def names(self):  # -> native-async
        async with self.session() as s:
            return [i.name for i in await s.scalars(select(Item))]


class LazyStore(AsyncStore):
    async def names(self):  # -> native-async
        async with self.session() as s:
            rows = (await s.scalars(select(Item))).all()
            return await s.run_sync(lambda sync: [row.shop.name for row in rows])
