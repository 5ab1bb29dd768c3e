from abc import ABC, abstractmethod
from contextlib import asynccontextmanager

import httpx

from net.http import api, plain


class Gateway(ABC):
    @abstractmethod
    async def status(self, path): ...


class AsyncGateway(Gateway):
    async def status(self, path):  # -> native-async
        return (await plain.get(path)).status_code


class SyncGateway(Gateway):
    async def status(self, path):  # -> blocking-async
        return api.get(path).status_code


class Fallback(Gateway):
    def __init__(self, *inner):
        self.inner = inner

    async def status(self, path):  # -> blocking-async
        for gateway in self.inner:
            try:
                return await gateway.status(path)
            except httpx.HTTPError:
                continue
        return 0


@asynccontextmanager
async def opened(path):  # -> native-async
    async with httpx.AsyncClient() as client:
        async with client.stream("GET", f"http://x.test{path}") as answer:
            yield answer


async def lines(path):  # -> native-async
    async with opened(path) as answer:
        return [line async for line in answer.aiter_lines()]
