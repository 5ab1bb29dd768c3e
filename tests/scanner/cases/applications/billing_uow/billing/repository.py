from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar, get_args

from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Session, selectinload

from billing.tables import Base, Customer, Invoice

T = TypeVar("T", bound=Base)


class Queries(Generic[T]):
    model: type[T]

    def __init_subclass__(cls, **options) -> None:
        super().__init_subclass__(**options)
        for base in getattr(cls, "__orig_bases__", ()):
            (argument, *_) = get_args(base) or (None,)
            if isinstance(argument, type):
                cls.model = argument

    def page(self, number: int, size: int = 10) -> Select:
        return select(self.model).offset((number - 1) * size).limit(size)


class SyncRepository(Queries[T]):
    def __init__(self, session: Session) -> None:
        self.session = session

    def get(self, key: int) -> T | None:  # -> blocking-async
        return self.session.get(self.model, key)

    def list(self, number: int = 1) -> Sequence[T]:  # -> converted-def
        return self.session.scalars(self.page(number)).all()

    def add(self, entity: T) -> T:
        self.session.add(entity)
        return entity


class AsyncRepository(Queries[T]):
    def __init__(self, session: AsyncSession) -> None:
        self.session = session

    async def get(self, key: int) -> T | None:  # -> native-async
        return await self.session.get(self.model, key)

    async def list(self, number: int = 1) -> Sequence[T]:  # -> native-async
        return (await self.session.scalars(self.page(number))).all()

    def add(self, entity: T) -> T:
        self.session.add(entity)
        return entity


class Invoices(SyncRepository[Invoice]):
    def with_customer(self, key: int) -> Invoice | None:  # -> converted-def
        return self.session.get(Invoice, key, options=[selectinload(Invoice.customer)])


class Customers(SyncRepository[Customer]):
    pass


class AsyncInvoices(AsyncRepository[Invoice]):
    async def totals(self) -> dict[int, float]:  # -> native-async
        return {row.id: float(row.total) for row in await self.list()}


class AsyncCustomers(AsyncRepository[Customer]):
    pass
