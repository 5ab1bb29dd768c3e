"""What one application makes while it starts, another one that shares its modules does not find made."""

from __future__ import annotations

from pathlib import Path

import pytest

from scanner import open_source, scan

STORE = """
import time

_client = None


def client():
    global _client
    if _client is None:
        time.sleep(1)
        _client = object()
    return _client
"""
APPLICATION = """
from contextlib import asynccontextmanager

import store
from fastapi import FastAPI


@asynccontextmanager
async def lifespan(app):
    {warms}
    yield


app = FastAPI(lifespan=lifespan)


@app.get("/{name}")
async def read():
    return store.client()
"""
WARMS = "store.client()"


def _classes(tree: Path, **applications: str) -> dict[str, str]:
    (tree / "store.py").write_text(STORE)
    for name, warms in applications.items():
        (tree / f"{name}.py").write_text(APPLICATION.format(warms=warms, name=name))
    return {r["path"]: r["classification"] for r in scan(open_source(tree))["routes"]}


@pytest.mark.parametrize("others", [{}, {"second": WARMS}])
def test_what_every_application_makes_is_made(tmp_path: Path, others: dict[str, str]) -> None:
    classes = _classes(tmp_path, first=WARMS, **others)
    assert classes == {f"/{name}": "native-async" for name in ["first", *others]}


@pytest.mark.parametrize("warms", ["pass", "store.client"])
def test_what_one_application_leaves_to_requests_is_made_by_them(tmp_path: Path, warms: str) -> None:
    classes = _classes(tmp_path, first=WARMS, second=warms)
    assert classes == {"/first": "blocking-async", "/second": "blocking-async"}
