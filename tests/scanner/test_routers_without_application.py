"""Routers whose inclusion nobody saw are served on their own, also beside an application without routes."""

from pathlib import Path

from scanner import open_source, scan

ROUTER = """
from fastapi import APIRouter

router = APIRouter(prefix="/items")

@router.get("/{id}")
def read(id: int):
    return id
"""
FILES = """
from fastapi import FastAPI
from starlette.staticfiles import StaticFiles

def create_app():
    app = FastAPI()
    app.mount("/log", StaticFiles(directory="."))
    return app
"""
SERVED = """
from fastapi import FastAPI

app = FastAPI()

@app.get("/health")
async def health():
    return "ok"
"""


def paths(root: Path, **modules: str) -> list[str]:
    for name, text in modules.items():
        (root / f"{name}.py").write_text(text)
    return sorted(route["path"] for route in scan(open_source(root))["routes"])


def test_a_file_server_does_not_hide_routers(tmp_path: Path) -> None:
    assert paths(tmp_path, items=ROUTER, logs=FILES) == ["/items/{id}"]


def test_an_application_with_routes_hides_routers_that_it_leaves_out(tmp_path: Path) -> None:
    assert paths(tmp_path, items=ROUTER, main=SERVED) == ["/health"]
