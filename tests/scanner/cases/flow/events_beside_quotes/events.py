import time
from typing import Any

from pydantic import BaseModel


class Kind(BaseModel):
    name: str


class Kinds(BaseModel):
    PARCEL_SENT: Kind = Kind(name="parcel.sent")
    PARCEL_LOST: Kind = Kind(name="parcel.lost")
    PARCEL_FOUND: Kind = Kind(name="parcel.found")
    PARCEL_KEPT: Kind = Kind(name="parcel.kept")
    DEPOT_OPENED: Kind = Kind(name="depot.opened")
    DEPOT_CLOSED: Kind = Kind(name="depot.closed")
    DEPOT_MOVED: Kind = Kind(name="depot.moved")
    DRIVER_HIRED: Kind = Kind(name="driver.hired")
    DRIVER_LEFT: Kind = Kind(name="driver.left")
    ROUTE_DRAWN: Kind = Kind(name="route.drawn")
    ROUTE_DRIVEN: Kind = Kind(name="route.driven")
    TRUCK_BOUGHT: Kind = Kind(name="truck.bought")
    TRUCK_SOLD: Kind = Kind(name="truck.sold")
    TRUCK_WASHED: Kind = Kind(name="truck.washed")
    LIST_PRINTED: Kind = Kind(name="list.printed")
    PLAN_MADE: Kind = Kind(name="plan.made")
    PLAN_DROPPED: Kind = Kind(name="plan.dropped")
    BILL_WRITTEN: Kind = Kind(name="bill.written")


KINDS = Kinds()


class Event(BaseModel):
    kind: str
    about: str
    data: dict[str, Any] = {}


def search_yard(about: str) -> None:  # -> blocking-async via time.sleep
    time.sleep(0.001)


class Yard:
    async def receive(self, event: Event) -> None:  # -> blocking-async via time.sleep
        if event.kind in {KINDS.PARCEL_LOST.name, KINDS.DEPOT_CLOSED.name}:
            search_yard(event.about)


class Tally:
    def __init__(self) -> None:
        self.seen: list[str] = []

    async def receive(self, event: Event) -> None:
        self.seen.append(event.kind)


RECEIVERS = [Yard(), Tally()]


def build(kind: Kind | str, about: str) -> Event:
    name = kind.name if isinstance(kind, Kind) else str(kind)
    return Event(kind=name, about=about)


async def publish(kind: Kind | str, *, about: str) -> None:  # -> blocking-async via time.sleep
    event = build(kind, about)
    for receiver in RECEIVERS:
        await receiver.receive(event)
