from __future__ import annotations

from types import TracebackType
from typing import Self

from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker
from sqlalchemy.orm import Session, sessionmaker

from billing.database import AsyncSessionLocal, SessionLocal
from billing.repository import AsyncCustomers, AsyncInvoices, Customers, Invoices


class UnitOfWork:
    session: Session

    def __init__(self, factory: sessionmaker[Session] = SessionLocal) -> None:
        self._factory = factory

    def __enter__(self) -> Self:
        self.session = self._factory()
        self.invoices = Invoices(self.session)
        self.customers = Customers(self.session)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ):
        if kind is not None:
            self.session.rollback()
        self.session.close()

    def commit(self) -> None:  # -> blocking-async
        self.session.commit()


class AsyncUnitOfWork:
    session: AsyncSession

    def __init__(self, factory: async_sessionmaker[AsyncSession] = AsyncSessionLocal) -> None:
        self._factory = factory

    async def __aenter__(self) -> Self:
        self.session = self._factory()
        self.invoices = AsyncInvoices(self.session)
        self.customers = AsyncCustomers(self.session)
        return self

    async def __aexit__(self, *details) -> None:
        await self.session.close()

    async def commit(self) -> None:  # -> native-async
        await self.session.commit()
