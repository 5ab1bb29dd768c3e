"""A route's subsystem: by rule, by tag, by what its path tells."""

from __future__ import annotations

from pathlib import Path

from scanner import open_source, read_config, scan

APP = """
from fastapi import APIRouter, FastAPI

app = FastAPI()
tagged = APIRouter(prefix="/api/v1/orders", tags=["sales"])
plain = APIRouter(prefix="/api/v1.2/users")


@tagged.get("/")
async def orders():
    return []


@plain.get("/{key}")
async def user(key):
    return key


@app.get("/{slug}/")
async def page(slug):
    return slug


@app.get("/api/v2")
async def root():
    return {}


app.include_router(tagged)
app.include_router(plain)
"""
RULES = """
[[tool.clearloop.subsystems]]
name = "people"
paths = ["/api/*/users/**"]

[[tool.clearloop.subsystems]]
name = "front"
packages = ["shop.main"]

[[tool.clearloop.subsystems]]
name = "never"
tags = ["sales"]
"""


def named(tree: Path) -> dict[str, str]:
    source = open_source(tree)
    document = scan(source, config=read_config(source))
    return {route["path"]: route["subsystem"] for route in document["routes"]}


def test_tags_come_first_then_the_first_part_that_tells_something(tmp_path: Path) -> None:
    (tmp_path / "main.py").write_text(APP)
    assert named(tmp_path) == {
        "/api/v1/orders/": "sales",
        "/api/v1.2/users/{key}": "users",
        "/{slug}/": "main",
        "/api/v2": "api",
    }


def test_the_first_rule_of_the_project_that_matches_decides(tmp_path: Path) -> None:
    (tmp_path / "shop").mkdir()
    (tmp_path / "shop" / "__init__.py").touch()
    (tmp_path / "shop" / "main.py").write_text(APP)
    (tmp_path / "pyproject.toml").write_text(RULES)
    assert named(tmp_path) == {
        "/api/v1/orders/": "front",
        "/api/v1.2/users/{key}": "people",
        "/{slug}/": "front",
        "/api/v2": "front",
    }
