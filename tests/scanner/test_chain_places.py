"""Every step of a chain stands where its text is: in the file that holds it, not in the route's."""

from __future__ import annotations

from pathlib import Path

import pytest

from scanner import open_source, scan

LOW = """\
import time


def nap():
    time.sleep(1)
"""
DEEP = """\
from shop.low import nap


async def settings():
    nap()
"""
DEPS = """\
from typing import Annotated

from fastapi import Depends

from shop.deep import settings
from shop.low import nap


async def session():
    yield 1
    nap()


async def user(given=Depends(settings)):
    return given


class Guard:
    async def __call__(self):
        nap()


class Page:
    def __init__(self, size: int = 10):
        nap()


async def audit():
    nap()


User = Annotated[object, Depends(user)]
"""
APP = """\
from fastapi import APIRouter, Depends, FastAPI

from shop.deps import Guard, User, audit, session, user

app = FastAPI()
router = APIRouter(prefix="/watched", dependencies=[Depends(audit)])


@app.get("/teardown")
async def teardown(given=Depends(session)):
    return 1


@app.get("/nested")
async def nested(given=Depends(user)):
    return 1


@app.get("/alias")
async def alias(given: User):
    return 1


@app.get("/called", dependencies=[Depends(Guard())])
async def called():
    return 1


@router.get("/")
async def watched():
    return 1


app.include_router(router)
"""
FILES = {"low": LOW, "deep": DEEP, "deps": DEPS, "app": APP, "__init__": ""}


@pytest.fixture(scope="module")
def chains(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[tuple[str, str, str]]]:
    """Path -> its chain as (symbol, file, text of the line)."""
    tree = tmp_path_factory.mktemp("tree")
    (tree / "shop").mkdir()
    for name, text in FILES.items():
        (tree / "shop" / f"{name}.py").write_text(text)

    def text_of(file: str, line: int) -> str:
        return Path(tree / file).read_text().splitlines()[line - 1].strip()

    document = scan(open_source(tree))
    return {
        route["path"]: [
            (step["symbol"], step["file"], text_of(step["file"], step["line"])) for step in route["chain"]
        ]
        for route in document["routes"]
    }


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/teardown", [("shop.deps:session", "shop/deps.py", "async def session():")]),
        # What a dependency depends on is called by the framework, not by the dependency.
        ("/nested", [("shop.deep:settings", "shop/deep.py", "async def settings():")]),
        ("/alias", [("shop.deep:settings", "shop/deep.py", "async def settings():")]),
        ("/called", [("shop.deps:Guard.__call__", "shop/deps.py", "async def __call__(self):")]),
        ("/watched/", [("shop.deps:audit", "shop/deps.py", "async def audit():")]),
    ],
)
def test_a_dependency_is_shown_in_its_own_file(
    chains: dict[str, list[tuple[str, str, str]]], path: str, expected: list[tuple[str, str, str]]
) -> None:
    first, *between, call, blocking = chains[path]
    assert first[1] == "shop/app.py"
    assert first[2].startswith("async def ")
    assert between == expected
    assert call == ("shop.low:nap", expected[-1][1], "nap()")
    assert blocking == ("time.sleep", "shop/low.py", "time.sleep(1)")


def test_a_validator_of_the_body_is_called_where_the_handler_stands(tmp_path: Path) -> None:
    (tmp_path / "checks.py").write_text(
        "import time\n\n\ndef check(value):\n    time.sleep(1)\n    return value\n"
    )
    (tmp_path / "main.py").write_text(
        "from typing import Annotated\nfrom fastapi import FastAPI\n"
        "from pydantic import AfterValidator, BaseModel\nfrom checks import check\n\n\n"
        "class Item(BaseModel):\n    name: Annotated[str, AfterValidator(check)]\n\n\n"
        "app = FastAPI()\n\n\n@app.post('/')\nasync def create(item: Item):\n    return 1\n"
    )
    (route,) = scan(open_source(tmp_path))["routes"]
    assert [(step["file"], step["line"]) for step in route["chain"]] == [
        ("main.py", 15),
        ("main.py", 15),
        ("checks.py", 5),
    ]


def test_a_call_that_is_handed_on_stands_at_its_caller_whatever_line_it_leads_to(tmp_path: Path) -> None:
    (tmp_path / "low.py").write_text("\n" * 8 + "def nap():\n    time.sleep(1)\n\n\nimport time\n")
    head = "import asyncio\n\nfrom fastapi import FastAPI\nfrom low import nap\n\napp = FastAPI()\n"
    route = '@app.get("/")\nasync def rest(): await asyncio.to_thread(\n    nap)\n'
    text = head + route
    line = text.split("\n").index("async def rest(): await asyncio.to_thread(") + 1
    (tmp_path / "main.py").write_text(text.replace("@app", "\n" * (9 - line) + "@app"))
    (found,) = scan(open_source(tmp_path))["routes"]
    assert [(step["file"], step["line"]) for step in found["chain"]] == [
        ("main.py", 9),
        ("main.py", 9),
        ("low.py", 10),
    ]


def test_what_awaits_a_generator_of_an_object_stands_where_it_awaits(tmp_path: Path) -> None:
    (tmp_path / "low.py").write_text(
        "import time\n\n\nclass Handle:\n    def __await__(self):\n        time.sleep(1)\n        yield\n"
    )
    (tmp_path / "main.py").write_text(
        "from fastapi import FastAPI\nfrom low import Handle\n\napp = FastAPI()\n\n\n"
        "@app.get('/')\nasync def rest():\n    await Handle()\n"
    )
    (found,) = scan(open_source(tmp_path))["routes"]
    assert [(step["file"], step["line"]) for step in found["chain"]] == [
        ("main.py", 8),
        ("main.py", 9),
        ("low.py", 6),
    ]
