"""Settings that hold nothing by default: the environment gives the rest, made into what is declared."""

import os
import time
from functools import cached_property
from typing import Optional

from fastapi import APIRouter, FastAPI
from pydantic.v1 import BaseModel, BaseSettings

os.environ["SHOP_SENDER"] = '{"host": "a"}'
os.environ["SHOP_SENDERS"] = '[{"host": "b"}]'
os.environ["SHOP_BY_NAME"] = '{"d": {"host": "d"}}'


class Sender(BaseModel):
    host: str

    def send(self) -> str:  # -> blocking-async via time.sleep
        time.sleep(0.001)
        return self.host

    def label(self) -> str:
        return self.host.upper()

    def entry(self) -> tuple[str, "Sender"]:
        return self.host, self


class Settings(BaseSettings):
    shop_sender: Optional[Sender] = None
    shop_senders: list[Sender] | None = None
    shop_by_name: Optional[dict[str, Sender]] = None
    shop_limit: int | None = None

    class Config:
        keep_untouched = (cached_property,)

    @cached_property
    def senders(self) -> dict[str, Sender]:
        return dict(sender.entry() for sender in self.shop_senders or ())


def routes_of(senders: dict[str, Sender]) -> APIRouter:
    router = APIRouter(prefix="/each")
    if senders:
        for name, sender in senders.items():
            add_routes(router, name, sender)
    return router


def add_routes(router: APIRouter, name: str, sender: Sender) -> None:
    @router.get("/{name}/sent")
    async def sent(name: str):  # -> blocking-async
        return sender.send()

    @router.get("/{name}/label")
    async def label(name: str):  # -> native-async
        return sender.label()


settings = Settings()
app = FastAPI()
app.include_router(routes_of(settings.senders))


@app.get("/one")
async def one():  # -> blocking-async (helper) via time.sleep
    if settings.shop_sender is not None:
        return settings.shop_sender.send()
    return ""


@app.get("/all")
async def all_of_them():  # -> blocking-async
    return [sender.send() for sender in settings.shop_senders or []]


@app.get("/named")
async def named():  # -> blocking-async
    return settings.shop_by_name["d"].send() if settings.shop_by_name else ""


@app.get("/limit")
async def limit():  # -> native-async
    return settings.shop_limit or 10


@app.get("/host")
async def host():  # -> native-async
    return settings.shop_sender.label() if settings.shop_sender else ""


@app.get("/threaded")
def threaded():  # -> converted-def
    return settings.shop_sender.label() if settings.shop_sender else ""
