from __future__ import annotations

import asyncio
import threading
from typing import Any

import httpx
import requests


class GatewayMeta(type):
    gateways: dict[str, type] = {}

    def __new__(mcs, name: str, bases: tuple, namespace: dict, **options: Any):
        cls = super().__new__(mcs, name, bases, namespace)
        if code := namespace.get("code"):
            mcs.gateways[code] = cls
        return cls


class Gateway(metaclass=GatewayMeta):
    code: str | None = None

    async def search(self, city: str) -> list[str]:
        raise NotImplementedError


class Rail(Gateway):
    code = "rail"

    def __init__(self) -> None:
        self.session = requests.Session()

    async def search(self, city: str) -> list[str]:  # -> blocking-async
        return [self.session.get(f"http://rail.example.com/{city}", timeout=2).text]


class Air(Gateway):
    code = "air"

    async def search(self, city: str) -> list[str]:  # -> native-async
        async with httpx.AsyncClient(timeout=3) as client:
            response = await client.get(f"http://air.example.com/{city}")
        return [response.text]


class Bus(Gateway):
    code = "bus"
    _local = threading.local()

    def _session(self) -> requests.Session:
        if not hasattr(self._local, "session"):
            self._local.session = requests.Session()
        return self._local.session

    def _fetch(self, city: str) -> str:  # -> converted-def
        return self._session().get(f"http://bus.example.com/{city}", timeout=2).text

    async def search(self, city: str) -> list[str]:  # -> native-async
        return [await asyncio.to_thread(self._fetch, city)]


class Walking(Gateway):
    code = "walk"

    async def search(self, city: str) -> list[str]:
        return [f"walk to {city}"]


def gateway(code: str) -> Gateway:
    return GatewayMeta.gateways[code]()
