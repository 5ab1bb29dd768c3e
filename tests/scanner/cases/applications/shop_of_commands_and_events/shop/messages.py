from dataclasses import dataclass

from shop.bus import Command, Event, Query


@dataclass
class Place(Command):
    item: str


@dataclass
class Cancel(Command):
    id: int


@dataclass
class Export(Command):
    name: str = "x"


@dataclass
class Count(Query):
    pass


@dataclass
class Find(Query):
    id: int


@dataclass
class Ping(Query):
    pass


class Placed(Event):
    pass


class Shipped(Event):
    pass


class ExpressShipped(Shipped):
    pass


class Seen(Event):
    pass
