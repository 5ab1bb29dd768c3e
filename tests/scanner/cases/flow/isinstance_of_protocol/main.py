import os
import time
from collections.abc import Iterable
from typing import Protocol, runtime_checkable

from fastapi import APIRouter, FastAPI


@runtime_checkable
class Host(Protocol):
    name: str

    def load(self) -> str: ...


class SleepingHost:
    def __init__(self) -> None:
        self.name = "host"

    def load(self) -> str:  # -> blocking-async via time.sleep
        time.sleep(0.001)
        return self.name


class Folder:
    def __fspath__(self) -> str:
        return "folder"

    def read(self) -> str:  # -> blocking-async via time.sleep
        time.sleep(0.001)
        return "read"


def read_path(place) -> str:  # -> blocking-async
    if not isinstance(place, os.PathLike):
        return "text"
    return place.read()


def letters(text) -> list[str]:  # -> blocking-async via time.sleep
    if isinstance(text, Iterable):
        time.sleep(0.001)
        return list(text)
    return []


app = FastAPI()
router = APIRouter(prefix="/api")
host: Host = SleepingHost()
assert isinstance(host, Host)


@router.get("/load")
async def load():  # -> blocking-async (helper) via time.sleep
    return host.load()


@router.get("/path")
async def path():  # -> blocking-async (helper) via time.sleep
    return read_path(Folder())


@router.get("/letters")
async def spelled():  # -> blocking-async (helper) via time.sleep
    return letters("abc")


app.include_router(router)
