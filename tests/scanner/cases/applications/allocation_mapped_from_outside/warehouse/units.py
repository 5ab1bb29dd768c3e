from __future__ import annotations

from abc import ABC, abstractmethod

from sqlalchemy import create_engine
from sqlalchemy.orm import sessionmaker

from warehouse.model import Line, Product
from warehouse.repositories import MemoryRepository, Repository, SqlRepository

engine = create_engine("postgresql://h/warehouse", isolation_level="REPEATABLE READ")
factory = sessionmaker(bind=engine)


class Unit(ABC):
    products: Repository

    def __enter__(self) -> Unit:
        return self

    def __exit__(self, *args):
        self.close()

    @abstractmethod
    def commit(self): ...

    @abstractmethod
    def close(self): ...


class SqlUnit(Unit):
    def __enter__(self):
        self.session = factory()
        self.products = SqlRepository(self.session)
        return super().__enter__()

    def commit(self):  # -> converted-def
        self.session.commit()

    def close(self):
        self.session.close()


class MemoryUnit(Unit):
    def __init__(self):
        self.products = MemoryRepository(Product("x", []))

    def commit(self):
        pass

    def close(self):
        pass


def allocate(order: str, sku: str, unit: Unit) -> str | None:  # -> converted-def
    with unit:
        product = unit.products.get(sku)
        reference = product.allocate(Line(order, sku, 1)) if product else None
        unit.commit()
    return reference


def version(sku: str, unit: Unit) -> int:  # -> blocking-async
    with unit:
        product = unit.products.get(sku)
        return product.version if product else 0
