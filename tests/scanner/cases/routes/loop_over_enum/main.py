"""Routes registered in a loop over an enumeration, with prefixes and tags that are members."""

import time
from enum import Enum

from fastapi import APIRouter, FastAPI


class Area(str, Enum):
    USERS = "users"
    ORDERS = "orders"


def make(area: Area):
    async def handler():  # -> GET /users: blocking-async; GET /orders: native-async
        if area is Area.USERS:
            time.sleep(0.001)
        return area.value

    return handler


app = FastAPI()
router = APIRouter(prefix=f"/{Area.USERS.value}", tags=[Area.USERS])


@router.get("/own")
def own():  # -> converted-def
    return 1


app.include_router(router)
for area in Area:
    app.add_api_route(f"/{area.value}", make(area), methods=["GET"])
