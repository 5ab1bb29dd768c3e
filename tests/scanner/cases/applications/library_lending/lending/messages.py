from dataclasses import dataclass


class Message:
    pass


class Command(Message):
    pass


class Query(Message):
    pass


class Event(Message):
    pass


@dataclass(frozen=True)
class Borrow(Command):
    book: int
    reader: int


@dataclass(frozen=True)
class Return(Command):
    book: int


@dataclass(frozen=True)
class Reserve(Command):
    book: int


@dataclass(frozen=True)
class Renew(Command):
    book: int


@dataclass(frozen=True)
class BookById(Query):
    book: int


@dataclass(frozen=True)
class OpeningHours(Query):
    day: str


@dataclass(frozen=True)
class Overdue(Query):
    days: int = 14


@dataclass(frozen=True)
class Borrowed(Event):
    book: int


@dataclass(frozen=True)
class Returned(Event):
    book: int


@dataclass(frozen=True)
class Reserved(Event):
    book: int
