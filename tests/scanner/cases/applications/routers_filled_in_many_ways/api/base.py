from functools import partial
from typing import Any, Callable

from fastapi import APIRouter
from fastapi.routing import APIRoute


class Timed(APIRoute):
    def get_route_handler(self) -> Callable[..., Any]:
        original = super().get_route_handler()

        async def handler(request):  # -> any
            response = await original(request)
            response.headers["x-t"] = "1"
            return response

        return handler


class Endpoints(APIRouter):
    def __init__(self, name, **kwargs):
        super().__init__(prefix=f"/{name}", tags=[name], **kwargs)
        self.name = name

    def read(self, path="", **kwargs):
        return self.get(path or "/", **kwargs)

    def add(self, path, endpoint):
        self.add_api_route(path, endpoint, methods=["GET"])
        return self


def versioned(*routers):
    for number, router in enumerate(routers, start=1):
        yield f"/v{number}", router


json_get = lambda router: partial(router.get, response_model=None)  # noqa: E731
