from abc import ABC, abstractmethod
from typing import Protocol

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Session, joinedload, selectinload

from inventory.models import Item, Stock, Warehouse


def low_stock(threshold: int):
    return select(Stock).where(Stock.amount < threshold).order_by(Stock.id)


def by_code(code: str):
    return select(Warehouse).where(Warehouse.code == code).options(selectinload(Warehouse.stock))


class StockStore:
    """Still synchronous."""

    def __init__(self, session: Session):
        self.session = session

    def low(self, threshold: int) -> list[Stock]:  # -> converted-def
        return list(self.session.scalars(low_stock(threshold)))

    def move(self, stock_id: int, amount: int) -> Stock:  # -> blocking-async
        with self.session.begin():
            stock = self.session.get(Stock, stock_id, with_for_update=True)
            stock.amount += amount
        return stock

    def total(self) -> int:  # -> blocking-async
        return self.session.scalar(select(func.sum(Stock.amount)))


class AsyncStockStore:
    def __init__(self, session: AsyncSession):
        self.session = session

    async def low(self, threshold: int) -> list[Stock]:  # -> native-async
        return list(await self.session.scalars(low_stock(threshold)))

    async def move(self, stock_id: int, amount: int) -> Stock:  # -> native-async
        stock = await self.session.get(Stock, stock_id, with_for_update=True)
        stock.amount += amount
        await self.session.flush()
        return stock

    async def warehouse(self, code: str) -> Warehouse | None:  # -> native-async
        return (await self.session.scalars(by_code(code))).first()

    async def all(self) -> list[Warehouse]:  # -> native-async
        return list((await self.session.scalars(select(Warehouse))).all())
