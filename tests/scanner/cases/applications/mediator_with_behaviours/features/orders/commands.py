from dataclasses import dataclass

from bus.messages import Event, Request


@dataclass
class PlaceOrder(Request[int]):
    sku: str


@dataclass
class CountOrders(Request[int]):
    pass


@dataclass
class Ping(Request[str]):
    pass


@dataclass
class Export(Request[str]):
    pass


@dataclass(frozen=True)
class OrderPlaced(Event):
    pass


@dataclass(frozen=True)
class OrderSeen(Event):
    pass
