import asyncio
import functools
import time

from fastapi import APIRouter, Depends, FastAPI
from fastapi.routing import APIRoute
from starlette.endpoints import HTTPEndpoint
from starlette.responses import PlainTextResponse
from starlette.routing import Route


async def dependency():
    return 1


class Depending(APIRoute):
    def __init__(self, path, endpoint, **options):
        options.setdefault("name", path)
        options["dependencies"] = [Depends(dependency)]
        super().__init__(path, endpoint, **options)


class Offloading(APIRoute):
    """Plain functions with a mark run in the pool of asyncio, not in that of the framework."""

    def __init__(self, path, endpoint, **options):
        if getattr(endpoint, "offload", False):
            inner = endpoint

            @functools.wraps(inner)
            async def endpoint(*args, **kwargs):  # -> native-async
                return await asyncio.to_thread(inner, *args, **kwargs)

        super().__init__(path, endpoint, **options)


class Preceded(Route):
    def __init__(self, path, endpoint, **options):
        async def run(request):  # -> native-async
            await asyncio.sleep(0)
            return await endpoint(request)

        super().__init__("/before" + path, run, **options)


class Dispatching(HTTPEndpoint):
    async def dispatch(self):
        await asyncio.sleep(0)
        await super().dispatch()

    async def get(self, request):  # -> native-async
        return PlainTextResponse("x")


depending = APIRouter(prefix="/depending", route_class=Depending)
offloading = APIRouter(prefix="/offloading", route_class=Offloading)


@depending.get("/a")
async def a():  # -> native-async
    return 1


@offloading.get("/b")
def b():  # -> converted-def
    time.sleep(0.001)
    return 1


def c():  # -> native-async
    time.sleep(0.001)
    return 1


c.offload = True
offloading.get("/c")(c)


async def d(request):
    return PlainTextResponse("d")


app = FastAPI()
app.include_router(depending)
app.include_router(offloading)
app.router.routes.extend([Preceded("/d", d), Route("/e", Dispatching)])
