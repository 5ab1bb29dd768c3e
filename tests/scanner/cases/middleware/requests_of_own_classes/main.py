"""Route classes that hand a request of their own class to the framework, which reads the body by it."""

import functools
import time
from typing import Annotated

from fastapi import APIRouter, Body, Depends, FastAPI, Form, Request, Response
from fastapi.routing import APIRoute
from pydantic import BaseModel

app = FastAPI()


class Signed(Request):
    async def body(self):  # -> blocking-async
        if not hasattr(self, "_body"):
            time.sleep(0.001)
            self._body = await super().body()
        return self._body

    @functools.cached_property
    def tenant(self):  # -> blocking-async
        time.sleep(0.001)
        return self.headers.get("x-tenant", "")


class SignedRoute(APIRoute):
    def get_route_handler(self):
        serve = super().get_route_handler()

        async def handler(request: Request) -> Response:  # -> any
            return await serve(Signed(request.scope, request.receive))

        return handler


class CountedRoute(SignedRoute):
    count = 0

    def get_route_handler(self):
        serve = super().get_route_handler()

        async def handler(request: Request) -> Response:  # -> any
            CountedRoute.count += 1
            return await serve(request)

        return handler


class Item(BaseModel):
    name: str


signed = APIRouter(prefix="/signed", route_class=SignedRoute)
counted = APIRouter(prefix="/counted", route_class=CountedRoute)


def tenant(request: Request):  # -> converted-def
    return request.tenant


async def tenant_on_loop(request: Request):  # -> blocking-async
    return request.tenant


@signed.post("/item")
async def item(item: Item):  # -> blocking-async
    return item.name


@signed.post("/item/def")
def item_def(item: Item):  # -> blocking-async
    return item.name


@signed.post("/part")
async def part(name: Annotated[str, Body(embed=True)]):  # -> blocking-async
    return name


@signed.post("/form")
async def form(name: Annotated[str, Form()]):  # -> native-async
    return name


@signed.get("/query")
async def query(name: str = "x"):  # -> native-async
    return name


@signed.get("/tenant")
async def read_tenant(request: Request):  # -> blocking-async
    return request.tenant


@signed.get("/tenant/def")
def read_tenant_def(request: Request):  # -> converted-def
    return request.tenant


@signed.get("/tenant/dependency")
async def dependency(found=Depends(tenant)):  # -> native-async
    return found


@signed.get("/tenant/on-loop")
def on_loop(found=Depends(tenant_on_loop)):  # -> blocking-async
    return found


@signed.get("/path")
async def path(request: Request):  # -> native-async
    return request.url.path


@counted.post("/item")
async def counted_item(item: Item):  # -> blocking-async
    return item.name


@counted.get("/path")
async def counted_path(request: Request):  # -> native-async
    return request.url.path


app.include_router(signed)
app.include_router(counted)
