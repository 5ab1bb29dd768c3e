"""The comparison of registered routes with scanned ones, on an application of every kind of route."""

from __future__ import annotations

import sys

import pytest

from scanner import open_source, scan
from tests.routes import Comparison, compare, list_registered

APP = """
import functools
import threading
from fastapi import APIRouter, FastAPI
from starlette.applications import Starlette
from starlette.endpoints import HTTPEndpoint, WebSocketEndpoint
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.routing import Mount, Route, WebSocketRoute

print("starting")
threading.Thread(target=threading.Event().wait).start()


def noted(function):
    @functools.wraps(function)
    async def wrapper(*args, **kwargs):
        return await function(*args, **kwargs)

    return wrapper


class Page(HTTPEndpoint):
    async def get(self, request): ...
    async def post(self, request): ...


class Feed(WebSocketEndpoint):
    async def on_receive(self, websocket, data): ...


def page(request): ...


inner = APIRouter(prefix="/inner")
outer = APIRouter(prefix="/outer")


@inner.get("/{key:int}")
@noted
async def read(key: int): ...


@inner.websocket("/live")
async def live(websocket): ...


outer.include_router(inner, prefix="/v1")
legacy = Starlette(routes=[Route("/page", page), Mount("/deep", routes=[Route("/", Page)])])


def configured(function):
    @functools.wraps(function)
    def wrapper():
        return function()

    return wrapper


@configured
def create_app():
    app = FastAPI(routes=[Mount("/legacy", legacy, middleware=[Middleware(GZipMiddleware)])])
    app.include_router(outer)
    app.include_router(inner, prefix="/again")
    app.router.routes.append(WebSocketRoute("/feed", Feed))
    return app
"""


@pytest.fixture(scope="module")
def comparison(tmp_path_factory: pytest.TempPathFactory) -> Comparison:
    root = tmp_path_factory.mktemp("app")
    (root / "shop.py").write_text(APP)
    return compare(list_registered("shop:create_app", sys.executable, root), scan(open_source(root)))


def test_every_kind_of_route_is_compared(comparison: Comparison) -> None:
    assert comparison == Comparison(8, [], [], [])


def test_a_difference_is_told() -> None:
    real = [
        {"kind": "http", "methods": ["GET"], "path": "/lost", "handler": "shop:lost"},
        {"kind": "http", "methods": ["GET"], "path": "/metrics", "handler": "exporter.web:metrics"},
    ]
    scanned = [{"kind": "http", "methods": ["GET"], "path": "/made-up", "handler": "shop:made_up"}]
    assert compare(real, {"routes": scanned}) == Comparison(
        0,
        [("http", "GET", "/lost", "shop:lost")],
        [("http", "GET", "/made-up", "shop:made_up")],
        [("http", "GET", "/metrics", "exporter.web:metrics")],
    )
