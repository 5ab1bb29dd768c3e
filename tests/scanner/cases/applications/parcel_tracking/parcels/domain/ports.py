from collections.abc import AsyncIterator, Iterable
from typing import Protocol

from parcels.domain.model import Parcel, Position


class Parcels(Protocol):
    def by_number(self, number: str) -> Parcel | None: ...

    def save(self, parcel: Parcel) -> None: ...


class Carrier(Protocol):
    name: str

    def locate(self, number: str) -> Position: ...


class Geocoder(Protocol):
    async def position(self, address: str) -> Position: ...


class Ticker(Protocol):
    def ticks(self, numbers: Iterable[str]) -> AsyncIterator[str]: ...
