"""Factories that only a text names, which the program hands to a server."""

from __future__ import annotations

from pathlib import Path

import pytest

from scanner import open_source, scan

SHOP = """
import time

import uvicorn
from fastapi import APIRouter, Depends, FastAPI, Request

router = APIRouter()


class Store:
    def read(self):
        {body}


async def get_store(request: Request):
    return request.state.store


@router.get("/read")
async def read(store=Depends(get_store)):
    return store.read()


class Shop:
    @classmethod
    def create(cls, store=None):
        return cls().build(store or Store())

    def build(self, store):
        app = FastAPI()

        @app.middleware("http")
        async def hand_over(request: Request, call_next):
            request.state.store = store
            return await call_next(request)

        app.include_router(router, prefix="/shop")
        return app

    @classmethod
    def needy(cls, store):
        return cls().build(store)


def create():
    return Shop.create()


def start():
    uvicorn.run({target}, port=80, factory=True)
"""


def served(folder: Path, body: str, target: str) -> tuple[dict[str, str], int]:
    package = folder / "shop"
    package.mkdir()
    (package / "__init__.py").touch()
    (package / "main.py").write_text(SHOP.replace("{body}", body).replace("{target}", target))
    document = scan(open_source(folder))
    found: dict[str, str] = {route["path"]: route["classification"] for route in document["routes"]}
    return found, document["summary"]["unresolved_calls"]


@pytest.mark.parametrize("target", ['"shop.main:Shop.create"', 'app="shop.main:create"'])
@pytest.mark.parametrize("body", ["time.sleep(1)", "return 1"])
def test_factories_that_a_server_is_told_of_are_called(tmp_path: Path, body: str, target: str) -> None:
    found = "blocking-async" if "sleep" in body else "native-async"
    assert served(tmp_path, body, target) == ({"/shop/read": found}, 0)


@pytest.mark.parametrize("target", ['"shop.main:Shop.needy"', '"elsewhere.main:create"', '"shop.main:gone"'])
def test_what_cannot_be_called_with_nothing_leaves_open_what_it_is_built_with(
    tmp_path: Path, target: str
) -> None:
    found, unresolved = served(tmp_path, "time.sleep(1)", target)
    assert found == {"/shop/read": "native-async"}
    assert unresolved > 0
