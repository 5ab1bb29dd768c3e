"""Verdicts come from the target's own source: its dependencies may be there or not, even inside the tree."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from scanner import ScanDocument, open_source, scan

APP = """
import time

import requests
from fastapi import Depends, FastAPI
from sqlalchemy import create_engine, select
from sqlalchemy.orm import Session, sessionmaker

engine = create_engine("postgresql+psycopg://app@db/app")
SessionLocal = sessionmaker(engine)
app = FastAPI()


def get_db():
    with SessionLocal() as session:
        yield session


@app.get("/rows")
async def rows(db: Session = Depends(get_db)):
    return db.execute(select(1)).all()


@app.get("/threaded")
def threaded():
    return requests.get("http://api.test/").json()


@app.get("/calm")
async def calm():
    return time.time()
"""
CLASSES = {"/rows": "blocking-async", "/threaded": "converted-def", "/calm": "native-async"}
# What would change every verdict if it were read.
MISLEADING = """
import time

class FastAPI:
    def get(self, path):
        time.sleep(1)
        return lambda function: None

class Session:
    def execute(self, statement): ...

def Depends(dependency): ...
def create_engine(url): ...
def select(*columns): ...
def sessionmaker(engine): return Session
def get(url): ...
"""
PACKAGES = ("fastapi", "sqlalchemy", "requests")
WATCHED = """
import json, sys
touched = []

def watch(event, arguments):
    if event == "open" and isinstance(arguments[0], str):
        touched.append(arguments[0])
    elif event == "import":
        touched.append(arguments[0].replace(".", "/"))

sys.addaudithook(watch)
from scanner import open_source, scan
document = scan(open_source(sys.argv[1]))
inside = {part for path in touched for part in path.split("/")}
print(json.dumps({"document": document, "used": sorted(inside & set(sys.argv[2:]))}))
"""


def said(document: ScanDocument | dict[str, Any]) -> dict[str, Any]:
    """A document without what it took to make it and how many files lie there."""
    return {name: each for name, each in document.items() if name not in ("scanner", "target")}


@pytest.fixture
def target(tmp_path: Path) -> Path:
    root = tmp_path / "target"
    root.mkdir()
    (root / "main.py").write_text(APP)
    return root


@pytest.mark.parametrize(
    "place",
    [
        ".venv/lib/python3.11/site-packages",
        "venv/lib/python3.11/site-packages",
        "any-name/lib64/python3.12/modules",
        "__pypackages__/3.11/lib",
        "site-packages",
    ],
)
def test_dependencies_inside_the_tree_change_nothing(target: Path, place: str) -> None:
    alone = scan(open_source(target))
    assert {route["path"]: route["classification"] for route in alone["routes"]} == CLASSES
    for package in PACKAGES:
        (target / place / package).mkdir(parents=True)
        (target / place / package / "__init__.py").write_text(MISLEADING)
        (target / place / package / "orm.py").write_text(MISLEADING)
    (target / place.partition("/")[0] / "pyvenv.cfg").write_text("home = /usr\n")
    assert said(scan(open_source(target))) == said(alone)


def test_no_installed_dependency_is_opened_or_imported(target: Path) -> None:
    """The interpreter of these tests has them all; a scan by it reads none of them."""
    command = [sys.executable, "-c", WATCHED, str(target), *PACKAGES, "starlette", "pydantic"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    seen = json.loads(done.stdout)
    assert seen["used"] == []
    assert said(seen["document"]) == json.loads(json.dumps(said(scan(open_source(target)))))


def test_an_interpreter_that_has_nothing_says_the_same(target: Path) -> None:
    """With every import of a dependency refused."""
    refuse = f"""
class Refuse:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {PACKAGES!r}:
            raise ModuleNotFoundError(name)

import sys
sys.meta_path.insert(0, Refuse())
"""
    command = [sys.executable, "-c", refuse + WATCHED, str(target)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert said(json.loads(done.stdout)["document"]) == json.loads(
        json.dumps(said(scan(open_source(target))))
    )
