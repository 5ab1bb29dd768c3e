from contextlib import asynccontextmanager
from typing import Protocol

import requests
from fastapi import Depends, FastAPI, Request


class Rates(Protocol):
    def rate(self, currency: str) -> float: ...


class FixedRates:
    def rate(self, currency: str) -> float:
        return 1.0


class BankRates:
    def rate(self, currency: str) -> float:  # -> converted-def
        return float(requests.get(f"http://bank.test/{currency}", timeout=1).json().get("rate", 1))


class Exchange:
    def __init__(self, rates: Rates) -> None:
        self.rates = rates

    def convert(self, amount: float, currency: str) -> float:  # -> converted-def
        return amount * self.rates.rate(currency)


@asynccontextmanager
async def lifespan(app: FastAPI):
    yield {"fixed": Exchange(FixedRates()), "bank": Exchange(BankRates())}


app = FastAPI(lifespan=lifespan)


def fixed(request: Request) -> Exchange:
    return request.state.fixed


def bank(request: Request) -> Exchange:
    return request.state.bank


@app.get("/fixed")
async def convert_fixed(exchange: Exchange = Depends(fixed)):  # -> native-async
    return exchange.convert(2, "eur")


@app.get("/bank")
def convert_at_bank(exchange: Exchange = Depends(bank)):  # -> converted-def
    return exchange.convert(2, "eur")
