"""Requests of a project's own class that only add to what they read, beside one that nobody hands on."""

import time

from fastapi import APIRouter, FastAPI, Request
from fastapi.routing import APIRoute
from pydantic import BaseModel

app = FastAPI()


class Measured(Request):
    async def body(self):
        found = await super().body()
        self.state.size = len(found)
        return found

    async def form(self, **limits):
        time.sleep(0.001)
        return await super().form(**limits)


class Unused(Request):
    async def body(self):
        time.sleep(0.001)
        return await super().body()


class MeasuredRoute(APIRoute):
    def get_route_handler(self):
        serve = super().get_route_handler()

        async def handler(request):
            return await serve(Measured(request.scope, request.receive))

        return handler


class Item(BaseModel):
    name: str


router = APIRouter(route_class=MeasuredRoute)


@router.post("/item")
async def item(item: Item):  # -> native-async
    return item.name


@router.post("/item/def")
def item_def(item: Item):  # -> converted-def
    return item.name


@router.get("/size")
async def size(request: Request):  # -> native-async
    return getattr(request.state, "size", 0)


@app.post("/plain")
async def plain(item: Item):  # -> native-async
    return item.name


app.include_router(router)
