"""Applications that nothing in the tree builds by itself: commands, methods and router factories do."""

from pathlib import Path

import pytest

from scanner import open_source, scan

SERVER = """
import time
from abc import ABC, abstractmethod

from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route


class Server(ABC):
    def __init__(self, prefix: str = ""):
        self.prefix = prefix

    @abstractmethod
    def build_routes(self): ...

    def _make(self, **options) -> Starlette:
        return Starlette(routes=self.build_routes(), **options)

    def create_asgi_app(self, **options) -> Starlette:
        return self._make(**options)


class Site(Server):
    def __init__(self, store, prefix: str = ""):
        self.store = store
        super().__init__(prefix or "/site")

    def build_routes(self):
        return [Route(f"{self.prefix}/slow", self.slow), Route("/quick", self.quick)]

    async def slow(self, request):
        time.sleep(1)
        return PlainTextResponse("slow")

    async def quick(self, request):
        return PlainTextResponse("quick")
"""
COMMAND = """
import uvicorn
from server import Site


def create_app(store, prefix="/command"):
    return Site(store, prefix).create_asgi_app(debug=True)


def host(store, port: int):
    uvicorn.run(create_app(store), port=port)
"""
ROUTERS = """
import time

from fastapi import APIRouter


def get_router(backend) -> APIRouter:
    router = APIRouter(prefix="/auth")

    @router.get("/slow")
    async def slow():
        time.sleep(1)

    @router.get("/quick")
    async def quick():
        return backend.name

    return router
"""
SERVED = """
from fastapi import FastAPI

app = FastAPI()


@app.get("/health")
async def health():
    return "ok"
"""
CLASSES = ["blocking-async", "native-async"]


def routes(path: Path, **files: str) -> dict[str, str]:
    for name, text in files.items():
        (path / f"{name}.py").write_text(text)
    return {r["path"]: r["classification"] for r in scan(open_source(path))["routes"]}


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"server": SERVER, "command": COMMAND}, ["/command/slow", "/quick"]),
        ({"server": SERVER}, ["/site/slow", "/quick"]),
        ({"routers": ROUTERS}, ["/auth/slow", "/auth/quick"]),
    ],
    ids=["called by a command", "built by a method", "a router for others"],
)
def test_routes_of_a_tree_that_builds_none_by_itself(
    tmp_path: Path, files: dict[str, str], expected: list[str]
) -> None:
    assert routes(tmp_path, **files) == dict(zip(expected, CLASSES, strict=True))


def test_a_tree_with_routes_is_not_searched(tmp_path: Path) -> None:
    found = routes(tmp_path, main=SERVED, server=SERVER, routers=ROUTERS)
    assert found == {"/health": "native-async"}


def test_what_only_tests_build_is_not_served(tmp_path: Path) -> None:
    assert routes(tmp_path, test_site=SERVER, test_routers=ROUTERS) == {}


FIGURES = """
import asyncio
import time

import uvicorn
from fastapi import FastAPI


class Figures:
    def __init__(self, settings):
        self.settings = settings

    async def start(self):
        app = FastAPI()

        @app.get("/figures")
        async def figures():
            time.sleep(1)

        @app.get("/names")
        async def names():
            return await self.find()

        await uvicorn.Server(uvicorn.Config(app)).serve()

    async def find(self):
        return await asyncio.to_thread(time.sleep, 1)


class Program:
    def run(self):
        app = FastAPI()
        app.get("/program")(self.answer)
        uvicorn.run(app)

    async def answer(self):
        return 1


class Seen:
    def build(self):
        app = FastAPI()
        app.get("/seen")(self.answer)
        return app

    async def answer(self):
        return 1


app = Seen().build()
"""


def test_methods_that_build_an_application_of_their_own_are_called_beside_the_application(
    tmp_path: Path,
) -> None:
    (tmp_path / "main.py").write_text(FIGURES)
    routes = {
        route["path"]: (route["classification"], route["detail"])
        for route in scan(open_source(tmp_path))["routes"]
    }
    assert routes == {
        "/figures": ("blocking-async", "handler"),
        "/names": ("native-async", "offloaded"),
        "/program": ("native-async", "no-io"),
        "/seen": ("native-async", "no-io"),
    }
