from __future__ import annotations

import abc
from dataclasses import dataclass
from typing import Awaitable, Callable, Protocol, runtime_checkable


@dataclass(frozen=True, slots=True)
class Booking:
    id: int
    guest: str


class BookingReader(Protocol):
    def fetch(self, key: int) -> Booking: ...


class AsyncBookingReader(Protocol):
    async def fetch(self, key: int) -> Booking: ...


@runtime_checkable
class Closes(Protocol):
    def close(self) -> None: ...


class Notifier(abc.ABC):
    @abc.abstractmethod
    async def notify(self, booking: Booking) -> None: ...

    async def notify_all(self, *bookings: Booking) -> int:  # -> blocking-async
        for booking in bookings:
            await self.notify(booking)
        return len(bookings)


type_of_clock = Callable[[], float]
Rates = Callable[[str], Awaitable[float]]
