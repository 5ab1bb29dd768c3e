import asyncio

import httpx


class LocalBackend:
    async def pay(self) -> str:
        await asyncio.sleep(0)
        return "paid"


class RemoteBackend:
    async def pay(self) -> str:  # -> native-async
        async with httpx.AsyncClient() as client:
            return (await client.get("http://pay.test/")).text
