import time
from collections.abc import Callable

from fastapi import APIRouter, Request, Response
from fastapi.routing import APIRoute


class TimedRoute(APIRoute):
    def get_route_handler(self) -> Callable:
        original = super().get_route_handler()

        async def timed(request: Request) -> Response:  # -> any
            started = time.perf_counter()
            response = await original(request)
            response.headers["x-seconds"] = f"{time.perf_counter() - started:.4f}"
            return response

        return timed


class FeatureRouter(APIRouter):
    def __init__(self, *, name: str, **options) -> None:
        options.setdefault("prefix", f"/{name}")
        options.setdefault("tags", [name])
        super().__init__(route_class=TimedRoute, **options)

    def read(self, path: str, **options):
        return self.api_route(path, methods=["GET"], **options)

    def write(self, path: str, **options):
        return self.api_route(path, methods=["POST", "PUT"], **options)
