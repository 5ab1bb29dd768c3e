import time
from typing import Any

from fastapi import APIRouter, FastAPI
from fastapi.routing import APIRoute


def slow() -> int:  # -> blocking-async
    time.sleep(0.001)
    return 1


class Resource:
    path = "/resource"

    def __init__(self, delay: bool) -> None:
        self.delay = delay
        self.router = APIRouter(prefix=self.path)
        self.router.add_api_route("/", self.index, methods=["GET"])
        self.router.add_api_route("/{key}", self.one, methods=["GET", "HEAD"])

    async def index(self) -> int:  # -> native-async
        return 1

    async def one(self, key: int) -> int:  # -> blocking-async
        return slow()


class Other(Resource):
    path = "/other"

    async def one(self, key: int) -> int:  # -> native-async
        return key


def crud(name: str, loader) -> APIRouter:
    router = APIRouter(prefix=f"/{name}", tags=[name])

    @router.get("/list")
    async def listing() -> Any:  # -> GET /slow/list: blocking-async; GET /calm/list: native-async
        return loader()

    @router.get("/sync")
    def listing_sync() -> Any:  # -> converted-def
        return loader()

    return router


async def hello():  # -> native-async
    return "hello"


async def hello_slow():  # -> blocking-async
    return slow()


TABLE = [("/hello", hello), ("/hello-slow", hello_slow)]
app = FastAPI(routes=[APIRoute("/first", hello)])
for path, endpoint in TABLE:
    app.add_api_route(path, endpoint)
app.include_router(Resource(True).router)
app.include_router(Other(False).router, prefix="/v2")
for router in (crud("slow", slow), crud("calm", lambda: 3)):
    app.include_router(router)
app.api_route("/multi", methods=["PUT", "PATCH"])(hello_slow)
