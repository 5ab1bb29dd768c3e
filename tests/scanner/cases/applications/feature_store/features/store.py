from functools import lru_cache

from features.backends import Backend
from features.transforms import Transform


class FeatureStore:
    def __init__(self, backend: Backend, view: Transform) -> None:
        self.backend = backend
        self.view = view

    async def read(self, key: str) -> dict:  # -> blocking-async
        return self.view(await self.backend.fetch(key))

    async def write(self, key: str, value: dict) -> None:  # -> native-async
        await self.backend.store(key, value)


@lru_cache
def backend(kind: str) -> Backend:
    return Backend.open(kind)
