"""Fields of attrs whose defaults are made for each object: by `factory`, or by a `Factory` as the default."""

import time

import attr
import attrs
from fastapi import APIRouter, FastAPI


class SlowStore:
    def load(self) -> str:  # -> blocking-async via time.sleep
        time.sleep(0.001)
        return "x"


class QuickStore:
    def load(self) -> str:
        return "x"


def open_slowly() -> SlowStore:
    return SlowStore()


@attr.s
class Site:
    title: str = attr.ib()
    app: FastAPI = attr.ib(default=attr.Factory(lambda self: FastAPI(title=self.title), takes_self=True))
    router: APIRouter = attr.ib(default=attr.Factory(APIRouter))
    store: SlowStore = attr.ib(default=attr.Factory(open_slowly))
    quick: QuickStore = attr.ib(factory=QuickStore)

    def __attrs_post_init__(self) -> None:
        self.router.add_api_route("/stored", self.stored)
        self.router.add_api_route("/quick", self.quickly)
        self.app.include_router(self.router)

    async def stored(self):  # -> blocking-async (helper) via time.sleep
        return self.store.load()

    async def quickly(self):  # -> native-async
        return self.quick.load()


@attrs.define
class Shelf:
    store: SlowStore | QuickStore = attrs.field(default=attrs.Factory(QuickStore))
    names: list[str] = attrs.Factory(list)


site = Site("site")
shelf = Shelf()
slow_shelf = Shelf(store=SlowStore())
app = site.app


@app.get("/shelf")
async def from_shelf():  # -> native-async
    shelf.names.append(shelf.store.load())
    return len(shelf.names)


@app.get("/shelf/slow")
async def from_slow_shelf():  # -> blocking-async (helper) via time.sleep
    return slow_shelf.store.load()
