from abc import ABC, abstractmethod

import stripe
from fastapi import Depends, FastAPI


class Gateway(ABC):
    @abstractmethod
    async def charge(self, cents: int) -> str: ...


class StripeGateway(Gateway):
    async def charge(self, cents: int) -> str:  # -> blocking-async via stripe.Charge.create
        return str(stripe.Charge.create(amount=cents))


def get_gateway() -> Gateway:
    return StripeGateway()


app = FastAPI()


@app.post("/pay")
async def pay(gateway: Gateway = Depends(get_gateway)):  # -> blocking-async (helper) via stripe.Charge.create
    return await gateway.charge(100)
