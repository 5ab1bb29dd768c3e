"""Factories that need arguments: whoever starts the application gives them."""

from __future__ import annotations

from pathlib import Path

import pytest

from scanner import open_source, scan

FACTORY = """
import time

from fastapi import FastAPI


def load():
    time.sleep(1)


def parse():
    return 1


class Store:
    def read(self):
        time.sleep(1)


class Memory:
    def read(self):
        return 1


def create(prefix, start, store):
    app = FastAPI(on_startup=[start])

    @app.get(prefix + "/read")
    async def read():
        return store.read()

    return app
"""
PROGRAM = """
from shop.factory import {store}, {start}, create

if __name__ == "__main__":
    store = {store}()
    app = create("/shop", {start}, store)
"""
COMMAND = """
from shop.factory import {store}, {start}, create


def serve(port: int = 80):
    app = create("/shop", {start}, start_with())
    print(app, port)


def start_with():
    return {store}()
"""
CALMLY = {"store": "Memory", "start": "parse"}
WAITING = {"store": "Store", "start": "load"}


def verdicts(folder: Path, starter: str) -> dict[str, str]:
    package = folder / "shop"
    package.mkdir()
    (package / "__init__.py").touch()
    (package / "factory.py").write_text(FACTORY)
    (package / "start.py").write_text(starter)
    document = scan(open_source(folder))
    found = {r["path"]: r["classification"] for r in document["routes"]}
    return found | {h["name"]: h["role"] for h in document["helpers"]}


@pytest.mark.parametrize("starter", [PROGRAM, COMMAND])
def test_what_starts_an_application_gives_its_factory_what_it_needs(tmp_path: Path, starter: str) -> None:
    assert verdicts(tmp_path, starter.format(**WAITING)) == {
        "/shop/read": "blocking-async",
        "shop.factory:Store.read": "helper",
        "shop.factory:load": "lifespan",
    }


@pytest.mark.parametrize("starter", [PROGRAM, COMMAND])
def test_calm_objects_from_the_same_places_stay_calm(tmp_path: Path, starter: str) -> None:
    assert verdicts(tmp_path, starter.format(**CALMLY)) == {"/shop/read": "native-async"}


def test_without_a_starter_the_factory_is_called_with_nothing(tmp_path: Path) -> None:
    assert list(verdicts(tmp_path, "x = 1").values()) == ["native-async"]
