import asyncio
from collections.abc import AsyncIterator, Iterator, Sequence

from parcels.domain.model import Parcel, Position
from parcels.domain.ports import Carrier, Geocoder, Parcels


class TrackingService:
    def __init__(self, parcels: Parcels, carriers: Sequence[Carrier]) -> None:
        self._parcels = parcels
        self._carriers = {carrier.name: carrier for carrier in carriers}

    def find(self, number: str) -> Parcel:  # -> blocking-async
        return self._parcels.by_number(number) or Parcel(number)

    def register(self, number: str) -> Parcel:  # -> converted-def
        parcel = self.find(number)
        parcel.record("registered")
        self._parcels.save(parcel)
        return parcel

    async def register_quietly(self, number: str) -> Parcel:  # -> native-async
        return await asyncio.to_thread(self.register, number)

    def where(self, number: str, carrier: str) -> Position:  # -> blocking-async
        return self._carriers[carrier].locate(number)

    def carriers(self) -> list[str]:
        return sorted(self._carriers)

    async def watch(self, numbers: Sequence[str]) -> AsyncIterator[str]:  # -> native-async
        for number in numbers:
            parcel = await asyncio.to_thread(self.find, number)
            yield f"data: {parcel.number}\n\n"

    def dump(self, numbers: Sequence[str]) -> Iterator[str]:  # -> converted-def
        for number in numbers:
            yield self.find(number).carrier + "\n"


class QuoteService:
    PER_DEGREE = 1.25

    def __init__(self, geocoder: Geocoder) -> None:
        self._geocoder = geocoder

    async def quote(self, origin: str, target: str) -> float:  # -> native-async
        start, end = await asyncio.gather(self._geocoder.position(origin), self._geocoder.position(target))
        return self.price(start.distance(end))

    def price(self, distance: float) -> float:
        return round(3 + distance * self.PER_DEGREE, 2)


class LabelService:
    def __init__(self, parcels: Parcels) -> None:
        self._parcels = parcels

    def render(self, number: str) -> str:  # -> blocking-async
        parcel = self._parcels.by_number(number)
        return f"<svg><text>{parcel.number if parcel else number}</text></svg>"

    def blank(self) -> str:
        return "<svg/>"
