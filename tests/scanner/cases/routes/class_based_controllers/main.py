"""Controllers registered by a helper: inherited handlers, dependencies in ``__init__`` and as attributes."""

import time
from typing import Annotated

from fastapi import APIRouter, Depends, FastAPI


class Store:
    def all(self):  # -> blocking-async
        time.sleep(0.001)
        return []

    def size(self):
        return 0


def get_store() -> Store:
    return Store()


class Controller:
    prefix = ""

    def __init__(self):
        self.router = APIRouter(prefix=self.prefix)
        self.register()

    def register(self):
        self.router.add_api_route("/", self.index, methods=["GET"])
        self.router.add_api_route("/size", self.size, methods=["GET"])

    async def index(self, store: Annotated[Store, Depends(get_store)]):  # -> blocking-async
        return store.all()

    async def size(self, store: Store = Depends(get_store)):  # -> native-async
        return store.size()


class Users(Controller):
    prefix = "/users"


class Orders(Controller):
    prefix = "/orders"

    async def index(self, store: Annotated[Store, Depends(get_store)]):  # -> native-async
        return store.size()

    def register(self):
        super().register()
        self.router.get("/extra")(self.extra)

    def extra(self):  # -> converted-def
        time.sleep(0.001)
        return 1


app = FastAPI()
for controller in (Users(), Orders()):
    app.include_router(controller.router)
