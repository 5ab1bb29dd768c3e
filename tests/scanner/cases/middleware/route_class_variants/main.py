"""Custom route classes: on a router, on the application's router, of one route."""

import time

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.routing import APIRoute


class Slow(APIRoute):
    def get_route_handler(self):
        serve = super().get_route_handler()

        async def slow(request: Request) -> Response:  # -> blocking-async
            time.sleep(0.001)
            return await serve(request)

        return slow


class Marked(APIRoute):
    def get_route_handler(self):
        serve = super().get_route_handler()

        async def marked(request: Request) -> Response:
            response = await serve(request)
            response.headers["x-path"] = self.path
            return response

        return marked


plain = APIRouter()
marked = APIRouter(route_class=Marked)
slow = APIRouter(route_class=Slow, prefix="/slow")


@plain.get("/plain")
async def on_plain():  # -> native-async
    return 1


@marked.get("/marked")
async def on_marked():  # -> native-async
    return 1


@slow.get("/def")
def slow_def():  # -> blocking-async
    return 1


@slow.get("/async")
async def slow_async():  # -> blocking-async
    return 1


app = FastAPI()
for router in (plain, marked, slow):
    app.include_router(router)
