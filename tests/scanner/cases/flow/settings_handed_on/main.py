"""Settings that are copied, handed on and kept: their defaults decide nothing, as the environment may differ."""

import json
import os
import queue
import time
from dataclasses import dataclass

from fastapi import FastAPI
from pydantic import BaseModel
from pydantic.v1 import BaseSettings

os.environ.update(SHOP_KEY="k", SHOP_SLOW="1", SHOP_QUICK="0", SHOP_KIND="Remote", SHOP_WAIT="1", SHOP_HOSTS='["a"]')


class Settings(BaseSettings):
    shop_key: str | None = None
    shop_slow: bool = False
    shop_quick: bool = True
    shop_kind: str = "Memory"
    shop_wait: bool = False
    shop_hosts: list[str] = []


class Loaded(BaseModel):
    slow: bool = False


@dataclass
class Read:
    key: str | None = None


settings = Settings()
waiting: queue.Queue[int] = queue.Queue()
read = Read(**json.loads('{"key": "k"}'))
app = FastAPI()


class Client:
    def __init__(self, key: str | None = None):
        if key is None:
            raise ValueError("no key")
        self.pause = time.sleep

    def fetch(self) -> None:  # -> blocking-async
        self.pause(0.001)


class Polite:
    def __init__(self, waits: bool = False):
        self.waits = waits

    def fetch(self) -> None:  # -> blocking-async
        if self.waits:
            time.sleep(0.001)


def work(slow: bool = False) -> None:  # -> blocking-async
    if slow:
        time.sleep(0.001)


@app.get("/copied")
async def copied():  # -> blocking-async (handler)
    slow = settings.shop_slow
    if slow:
        time.sleep(0.001)


@app.get("/handed-on")
async def handed_on():  # -> blocking-async (helper)
    work(slow=settings.shop_slow)


@app.get("/constructor")
async def constructor():  # -> blocking-async (helper)
    Client(settings.shop_key).fetch()


@app.get("/kept")
async def kept():  # -> blocking-async (helper)
    Polite(waits=settings.shop_slow).fetch()


@app.get("/other-side")
async def other_side():  # -> blocking-async
    quick = settings.shop_quick
    return None if quick else time.sleep(0.001)


@app.get("/compared")
async def compared():  # -> blocking-async
    kind = settings.shop_kind.lower()
    if kind == "remote":
        time.sleep(0.001)


@app.get("/matched")
async def matched():  # -> blocking-async
    match settings.shop_kind:
        case "Remote":
            time.sleep(0.001)
        case _:
            return None


@app.get("/asked-by-name")
async def asked_by_name():  # -> blocking-async
    if not getattr(settings, "shop_key", None):
        return
    time.sleep(0.001)


@app.get("/loaded")
async def loaded():  # -> blocking-async
    found = Loaded(**json.loads('{"slow": true}')).slow
    if found:
        time.sleep(0.001)


@app.get("/read")
async def read_from_file():  # -> blocking-async
    key = read.key
    if key is not None:
        time.sleep(0.001)


@app.get("/waited")
async def waited():  # -> blocking-async via queue.Queue.get
    waiting.put(1)
    return waiting.get(block=settings.shop_wait)


@app.get("/listed")
async def listed():  # -> blocking-async
    hosts = settings.shop_hosts
    for _ in hosts:
        time.sleep(0.001)
