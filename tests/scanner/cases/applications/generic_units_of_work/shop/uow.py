from __future__ import annotations

from types import TracebackType
from typing import Callable, Self

from sqlalchemy.orm import Session

from shop.repository import Customers, Orders


class UnitOfWork:
    customers: Customers
    orders: Orders

    def __init__(self, factory: Callable[[], Session]):
        self.factory = factory

    def __enter__(self) -> Self:
        self.session = self.factory()
        self.customers = Customers(self.session)
        self.orders = Orders(self.session)
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, tb: TracebackType | None):  # -> blocking-async
        if kind is None:
            self.commit()
        else:
            self.rollback()
        self.session.close()

    def commit(self):  # -> blocking-async
        self.session.commit()

    def rollback(self):
        self.session.rollback()


class FakeSession:
    def __init__(self):
        self.rows = {}

    def get(self, model, key):
        return self.rows.get(key)

    def scalars(self, statement):
        return iter(self.rows.values())

    def add(self, row):
        self.rows[1] = row

    def commit(self):
        self.rows = dict(self.rows)

    def rollback(self):
        self.rows = {}

    def close(self):
        pass
