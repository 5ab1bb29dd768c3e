from abc import ABC, abstractmethod

import httpx
from fastapi import Depends, FastAPI


class Gateway(ABC):
    @abstractmethod
    async def charge(self, cents: int) -> dict: ...


class HttpGateway(Gateway):
    async def charge(self, cents: int) -> dict:  # -> native-async
        async with httpx.AsyncClient() as client:
            return (await client.post("http://pay.test/", json={"cents": cents})).json()


def get_gateway() -> Gateway:
    return HttpGateway()


app = FastAPI()


@app.post("/pay")
async def pay(gateway: Gateway = Depends(get_gateway)):  # -> native-async (async-io)
    return await gateway.charge(100)
