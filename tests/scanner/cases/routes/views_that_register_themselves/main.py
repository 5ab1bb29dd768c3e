import time
from fastapi import APIRouter, Depends, FastAPI, Request
from typing import ClassVar


class Slow:
    def list_objects(self):  # -> blocking-async
        time.sleep(0.001)
        return super().list_objects()


class Paged:
    size: ClassVar[int] = 2

    def list_objects(self):
        return self.objects()[: self.size]


class View:
    path: ClassVar[str]

    def __init__(self, request: Request) -> None:
        self.request = request

    def objects(self):
        return [1, 2, 3]

    @classmethod
    def as_route(cls, router: APIRouter):
        async def endpoint(request: Request):  # -> GET /v/quick: native-async; GET /v/laggy: blocking-async; GET /v/off: native-async
            return await cls(request).dispatch()

        endpoint.__name__ = cls.__name__.lower()
        router.add_api_route(cls.path, endpoint, methods=["GET"])
        return cls

    async def dispatch(self):  # -> blocking-async
        return self.list_objects()


router = APIRouter(prefix="/v")


@router.get("/plain")
async def plain():  # -> native-async
    return 1


class Quick(Paged, View):
    path = "/quick"


class Laggy(Slow, Paged, View):
    path = "/laggy"


class Off(Slow, Paged, View):
    path = "/off"

    async def dispatch(self):  # -> native-async
        import asyncio

        return await asyncio.to_thread(self.list_objects)


for view in (Quick, Laggy, Off):
    view.as_route(router)

app = FastAPI()
app.include_router(router)
