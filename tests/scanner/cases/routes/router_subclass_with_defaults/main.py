"""A router class of the project that wraps endpoints and adds prefixes and dependencies."""

import time
from collections.abc import Callable

from fastapi import APIRouter, Depends, FastAPI


async def authorise():  # -> blocking-async
    time.sleep(0.001)


class Resource(APIRouter):
    def __init__(self, name: str, **options):
        options.setdefault("tags", [name])
        super().__init__(prefix=f"/{name}", **options)
        self.name = name

    def listing(self, function: Callable):
        self.add_api_route("/all", function, methods=["GET"])
        return function

    def secured(self, path):
        return self.get(path, dependencies=[Depends(authorise)])


users = Resource("users")
orders = Resource("orders", dependencies=[Depends(authorise)])


@users.listing
async def all_users():  # -> native-async
    return []


@users.secured("/me")
async def me():  # -> blocking-async
    return 1


@users.get("/open")
async def opened():  # -> native-async
    return 1


@orders.listing
def all_orders():  # -> blocking-async
    return []


app = FastAPI()
app.include_router(users)
app.include_router(orders, prefix="/shop")
