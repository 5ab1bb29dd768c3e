from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Generic, Optional, TypeVar

E = TypeVar("E", bound="Entity")
D = TypeVar("D")


@dataclass
class Entity:
    id: int


@dataclass
class Customer(Entity):
    name: str = "x"

    class Builder:
        def __init__(self):
            self._id, self._name = 0, ""

        def id(self, id):
            self._id = id
            return self

        def name(self, name):
            self._name = name
            return self

        def build(self) -> Customer:
            return Customer(self._id, self._name)

    @staticmethod
    def builder():
        return Customer.Builder()


@dataclass
class Invoice(Entity):
    total: int = 0


class IRepository(ABC, Generic[E]):
    @abstractmethod
    def find_by_id(self, id: int) -> Optional[E]: ...

    @abstractmethod
    def save(self, entity: E) -> E: ...


class ICustomerRepository(IRepository[Customer], ABC):
    pass


class IInvoiceRepository(IRepository[Invoice], ABC):
    pass


class INotifier(ABC):
    @abstractmethod
    def send(self, message: str) -> bool: ...


class IMapper(ABC, Generic[E, D]):
    @abstractmethod
    def to_dto(self, entity: E) -> D: ...


class Optional_(Generic[E]):
    def __init__(self, value):
        self._value = value

    @classmethod
    def of_nullable(cls, value):
        return cls(value)

    def map(self, f):
        return Optional_(None if self._value is None else f(self._value))

    def or_else_get(self, supplier):
        return self._value if self._value is not None else supplier()

    def is_present(self):
        return self._value is not None
