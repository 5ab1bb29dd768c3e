from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import ClassVar

from core.ports import AsyncBookingReader, Booking, BookingReader, Closes, Notifier, Rates


class UseCase:
    registry: ClassVar[dict[str, type["UseCase"]]] = {}

    def __init_subclass__(cls, *, name: str = "", **kw):
        super().__init_subclass__(**kw)
        if name:
            UseCase.registry[name] = cls

    @classmethod
    def build(cls, **ports):
        wanted = {k: v for k, v in ports.items() if k in cls.__annotations__}
        return cls(**wanted)


@dataclass
class ReadBooking(UseCase, name="read"):
    reader: BookingReader

    async def __call__(self, key: int) -> Booking:  # -> blocking-async
        return self.reader.fetch(key)


@dataclass
class ReadBookingAsync(UseCase, name="aread"):
    areader: AsyncBookingReader

    async def __call__(self, key: int) -> Booking:  # -> native-async
        return await self.areader.fetch(key)


@dataclass
class Confirm(UseCase, name="confirm"):
    areader: AsyncBookingReader
    notifier: Notifier

    async def __call__(self, key: int) -> int:  # -> blocking-async
        booking = await self.areader.fetch(key)
        return await self.notifier.notify_all(booking)


@dataclass
class Price(UseCase, name="price"):
    rates: Rates
    surcharges: list[float] = field(default_factory=list)

    async def __call__(self, currency: str) -> float:  # -> blocking-async
        return (await self.rates(currency)) + sum(self.surcharges)


@dataclass
class Shutdown(UseCase, name="shutdown"):
    things: list[object]

    async def __call__(self) -> int:  # -> blocking-async
        closed = 0
        for thing in self.things:
            if isinstance(thing, Closes):
                thing.close()
                closed += 1
        return closed


class Stats(UseCase):
    def __init__(self, reader: BookingReader):
        self._reader = reader

    @cached_property
    def first(self) -> Booking:  # -> blocking-async
        return self._reader.fetch(1)

    async def title(self) -> str:
        return "stats"

    async def guest(self) -> str:  # -> blocking-async
        return self.first.guest
