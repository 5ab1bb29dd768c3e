import functools
import time

from fastapi import APIRouter, Depends, FastAPI
from fastapi.routing import APIRoute
from starlette.endpoints import HTTPEndpoint
from starlette.responses import PlainTextResponse
from starlette.routing import Route


async def slow_dependency():  # -> blocking-async
    time.sleep(0.001)
    return 1


class Depending(APIRoute):
    def __init__(self, path, endpoint, **options):
        options["dependencies"] = [*(options.get("dependencies") or []), Depends(slow_dependency)]
        super().__init__(path, endpoint, **options)


class Inlining(APIRoute):
    """Plain functions with a mark are called on the loop."""

    def __init__(self, path, endpoint, **options):
        if getattr(endpoint, "inline", False):
            inner = endpoint

            @functools.wraps(inner)
            async def endpoint(*args, **kwargs):  # -> blocking-async
                return inner(*args, **kwargs)

        super().__init__(path, endpoint, **options)


class Preceded(Route):
    def __init__(self, path, endpoint, **options):
        async def run(request):  # -> blocking-async
            time.sleep(0.001)
            return await endpoint(request)

        super().__init__("/before" + path, run, **options)


class Same(Route):
    pass


class Dispatching(HTTPEndpoint):
    async def dispatch(self):  # -> blocking-async
        time.sleep(0.001)
        await super().dispatch()

    async def get(self, request):  # -> blocking-async
        return PlainTextResponse("x")


depending = APIRouter(prefix="/depending", route_class=Depending)
inlining = APIRouter(prefix="/inlining", route_class=Inlining)


@depending.get("/a")
async def a():  # -> blocking-async
    return 1


@depending.get("/b")
def b():  # -> blocking-async
    return 1


@inlining.get("/c")
def c():  # -> converted-def
    time.sleep(0.001)
    return 1


def d():  # -> blocking-async
    time.sleep(0.001)
    return 1


d.inline = True
inlining.get("/d")(d)


async def e(request):  # -> native-async
    return PlainTextResponse("e")


app = FastAPI()
app.include_router(depending)
app.include_router(inlining)
app.router.routes.extend([Preceded("/e", e), Same("/f", e), Route("/g", Dispatching)])
