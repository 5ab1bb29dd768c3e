import httpx
import requests

from .base import Backend


class RemoteBackend(Backend):
    async def pay(self) -> str:  # -> blocking-async via requests.post
        return requests.post("http://pay.test/", json={"unit": self.unit}).text

    async def status(self) -> str:  # -> native-async
        async with httpx.AsyncClient() as client:
            return (await client.get("http://pay.test/")).text
