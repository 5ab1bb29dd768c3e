from __future__ import annotations

from dataclasses import dataclass, field
from typing import Generic, NewType, Protocol, TypeAlias, TypeVar

OrderId = NewType("OrderId", int)
T = TypeVar("T")
E = TypeVar("E")
Result: TypeAlias = "Ok[T] | Err[E]"


@dataclass(frozen=True, slots=True)
class Ok(Generic[T]):
    value: T

    def map(self, function):
        return Ok(function(self.value))

    def unwrap_or(self, default):
        return self.value


@dataclass(frozen=True, slots=True)
class Err(Generic[E]):
    error: E

    def map(self, function):
        return self

    def unwrap_or(self, default):
        return default() if callable(default) else default


@dataclass
class Order:
    id: OrderId
    lines: list[Line] = field(default_factory=list)
    events: list[object] = field(default_factory=list, repr=False)

    @property
    def total(self) -> int:
        return sum(line.price for line in self.lines)

    def close(self) -> None:
        self.events.append(Closed(self.id))


@dataclass
class Line:
    price: int


@dataclass
class Closed:
    order: OrderId


class Orders(Protocol):
    def get(self, key: OrderId) -> Result[Order, str]: ...

    def save(self, order: Order) -> None: ...
