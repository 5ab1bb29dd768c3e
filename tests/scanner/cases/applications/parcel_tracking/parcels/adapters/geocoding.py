import httpx

from parcels.domain.model import Position
from parcels.domain.ports import Geocoder


class HttpGeocoder:
    def __init__(self, base_url: str) -> None:
        self._base_url = base_url

    async def position(self, address: str) -> Position:  # -> native-async
        async with httpx.AsyncClient(base_url=self._base_url) as client:
            answer = await client.get("/search", params={"q": address})
        return Position(answer.json().get("lat", 1.0), 0.0)


class CachingGeocoder:
    def __init__(self, inner: Geocoder) -> None:
        self._inner = inner
        self._known: dict[str, Position] = {}

    async def position(self, address: str) -> Position:  # -> native-async
        if address not in self._known:
            self._known[address] = await self._inner.position(address)
        return self._known[address]
