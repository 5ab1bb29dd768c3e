"""Small changes of a small project: the delta names the route, and the line that turned it."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from scanner import Changes, DeltaRecord, compare, failures, open_source, read_config, scan, withdraw

ROUTES = """from fastapi import APIRouter, Depends
from shop.deps import current
from shop.service import total

router = APIRouter(prefix="/orders")


@router.get("/sum")
async def read_sum(n: int = 1):
    return total(n)


@router.get("/mine")
async def mine(user=Depends(current)):
    return user
"""
BASE = {
    "shop/__init__.py": "",
    "shop/app.py": "from fastapi import FastAPI\nfrom shop.orders import router\n\napp = FastAPI()\n"
    "app.include_router(router)\n",
    "shop/orders.py": ROUTES,
    "shop/deps.py": "import time\n\n\nasync def current():\n    return 'ada'\n\n\n"
    "def nap():\n    time.sleep(1)\n",
    "shop/service.py": "from shop.store import fetch\n\n\ndef total(n):\n    return fetch(n)\n",
    "shop/store.py": "from shop.sources import make\n\n\n"
    "def fetch(n):\n    source = make()\n    return source.get(n)\n",
    "shop/sources.py": "import requests\n\n\nclass Memory:\n    def get(self, n):\n        return n\n\n\n"
    "class Remote:\n    def get(self, n):\n        return requests.get(f'http://x/{n}').json()\n\n\n"
    "def make():\n    return Memory()\n",
}
BLOCKING = "        return requests.post('http://x').json()\n"
SLOW = {"shop/sources.py": BASE["shop/sources.py"].replace("        return n\n", BLOCKING)}
SUM = "GET /orders/sum"


def write(root: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return root


def edited(name: str, old: str, new: str, files: dict[str, str] = BASE) -> dict[str, str]:
    assert old in files[name]
    return files | {name: files[name].replace(old, new)}


def difference(tmp_path: Path, base: dict[str, str], head: dict[str, str]) -> tuple[DeltaRecord, list[str]]:
    """The delta of two trees, and why the gate stays shut."""
    before, after = (open_source(write(tmp_path / name, files)) for name, files in (("a", base), ("b", head)))
    config = read_config(before)
    documents = [scan(source, config=config) for source in (before, after)]
    changes = Changes(before, after)
    withdraw(documents[1], config, changes, datetime.datetime.now(datetime.UTC).date())
    delta = compare(*documents, changes=changes)
    return delta, failures(documents[1], delta, "new-blocking")


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        pytest.param("        return n\n", BLOCKING, "step", id="a helper's body"),
        pytest.param("    return Memory()\n", "    return Remote()\n", "file", id="what a factory makes"),
    ],
)
def test_the_line_that_turned_a_route(tmp_path: Path, old: str, new: str, where: str) -> None:
    delta, _ = difference(tmp_path, BASE, edited("shop/sources.py", old, new))
    route = next(each for each in delta["newly_blocking"] if each["name"] == SUM)
    assert [(cause["text"], cause["where"]) for cause in route["causes"]] == [(new.strip(), where)]
    assert route["chain"][-1]["symbol"].startswith("requests.")


def test_an_include_that_gains_a_dependency_is_named_though_no_chain_touches_it(tmp_path: Path) -> None:
    base = edited("shop/deps.py", "def nap", "async def nap")
    head = edited("shop/app.py", "(router)", "(router, dependencies=[Depends(nap)])", base)
    head["shop/app.py"] = "from fastapi import Depends\nfrom shop.deps import nap\n" + head["shop/app.py"]
    delta, _ = difference(tmp_path, base, head)
    for change in delta["newly_blocking"]:
        assert [cause["text"] for cause in change["causes"]] == [
            "app.include_router(router, dependencies=[Depends(nap)])"
        ]
        assert change["causes"][0]["where"] == "origin"
    assert {each["name"] for each in delta["newly_blocking"]} >= {SUM, "GET /orders/mine"}


MOVED = {
    "shop/orders.py": ROUTES.replace("    return total(n)", "    return await in_thread(total, n)").replace(
        "from shop.deps", "from fastapi.concurrency import run_in_threadpool as in_thread\nfrom shop.deps"
    ),
}
INLINE = {"shop/orders.py": MOVED["shop/orders.py"].replace("await in_thread(total, n)", "total(n)")}


def renamed_store(text: str) -> dict[str, str]:
    """The small project after ``sources.py`` got another name."""
    head = BASE | SLOW | INLINE | {"shop/store.py": BASE["shop/store.py"].replace("sources", "origins")}
    del head["shop/sources.py"]
    return head | {"shop/origins.py": text}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(SLOW["shop/sources.py"], id="renamed"),
        pytest.param("# Where things come from.\n" + SLOW["shop/sources.py"], id="renamed and edited"),
        pytest.param(
            SLOW["shop/sources.py"].replace("requests.post('http://x')", "requests.put('y')"), id="other work"
        ),
    ],
)
def test_what_blocked_before_is_no_cause_wherever_it_went(tmp_path: Path, text: str) -> None:
    delta, _ = difference(tmp_path, BASE | SLOW | MOVED, renamed_store(text))
    assert {each["name"] for each in delta["newly_blocking"]} >= {SUM, "shop.service:total"}
    for change in delta["newly_blocking"]:
        assert [cause["text"] for cause in change["causes"]] == ["return total(n)"], change["name"]


def test_a_line_that_was_only_moved_is_no_cause_beside_one_that_is_new(tmp_path: Path) -> None:
    service = "def total(n):\n    copy = n\n    return fetch(copy)\n"
    base = BASE | {"shop/service.py": f"from shop.store import fetch\n\n\n{service}"}
    head = edited("shop/orders.py", "shop.service", "shop.sums", base) | {
        "shop/service.py": "VERSION = 1\n",
        "shop/sums.py": f"from shop.store import fetch\n\n\n{service}",
        "shop/sources.py": SLOW["shop/sources.py"],
    }
    delta, _ = difference(tmp_path, base, head)
    for change in delta["newly_blocking"]:
        assert [cause["text"] for cause in change["causes"]] == [BLOCKING.strip()], change["name"]


def test_what_makes_a_thing_is_the_cause_and_not_a_stranger_with_the_same_words(tmp_path: Path) -> None:
    base = {
        "shop/__init__.py": "",
        "shop/app.py": BASE["shop/app.py"],
        "shop/orders.py": "from fastapi import APIRouter\nfrom shop.service import Service\n\n"
        'router = APIRouter(prefix="/orders")\n\n\n'
        '@router.get("/sum")\nasync def read_sum(n: int):\n    return await Service().one(n)\n',
        "shop/service.py": "from shop.made import maker\n\n\nclass Service:\n    async def one(self, n):\n"
        "        source = maker()\n        return await source.get(n)\n\n"
        "    async def other(self, n):\n        source = n\n        return source.get(n)\n",
        "shop/made.py": "from shop.sources import Memory, Remote\n\n\nmaker = Memory\n",
        "shop/sources.py": "import requests\n\n\nclass Memory:\n"
        "    async def get(self, n):\n        return n\n\n\n"
        "class Remote:\n    async def get(self, n):\n        return requests.get(n).json()\n",
    }
    head = edited("shop/made.py", "maker = Memory", "maker = Remote", base)
    before = "        source = n\n        return source.get(n)\n"
    head = edited("shop/service.py", before, "        return source.get(n) or source.get(1)\n", head)
    delta, _ = difference(tmp_path, base, head)
    (route,) = [each for each in delta["newly_blocking"] if each["name"] == SUM]
    # The line that changed in a method nobody calls says the same words, and is none.
    assert [cause["text"] for cause in route["causes"]] == ["maker = Remote"]


def test_where_something_was_taken_away_is_the_cause(tmp_path: Path) -> None:
    """What hid the blocking work is gone: a method of a subclass."""
    own = "    def get(self, n):\n        return n\n"
    sources = BASE["shop/sources.py"].replace("class Memory:", "class Memory(Base):")
    base = BASE | {
        "shop/base.py": "import requests\n\n\nclass Base:\n    def get(self, n):\n"
        "        return requests.get(n).json()\n",
        "shop/sources.py": sources.replace(
            "import requests\n", "import requests\nfrom shop.base import Base\n"
        ),
    }
    delta, _ = difference(
        tmp_path, base, edited("shop/sources.py", own, '    """Nothing of its own."""\n', base)
    )
    route = next(each for each in delta["newly_blocking"] if each["name"] == SUM)
    assert [(cause["file"], cause["line"]) for cause in route["causes"]] == [("shop/sources.py", 6)]


def test_a_line_is_counted_as_python_counts_it(tmp_path: Path) -> None:
    """A form feed, or a separator inside a text, ends no line."""
    odd = 'import requests\n\x0c\nNOTE = "a\u2028b\x85c"\n' + BASE["shop/sources.py"].partition("\n")[2]
    base = BASE | {"shop/sources.py": odd}
    delta, _ = difference(tmp_path, base, edited("shop/sources.py", "        return n\n", BLOCKING, base))
    route = next(each for each in delta["newly_blocking"] if each["name"] == SUM)
    (cause,) = route["causes"]
    assert (cause["line"], cause["text"], cause["where"]) == (8, BLOCKING.strip(), "step")


def test_the_call_that_leads_to_old_blocking_work_comes_before_other_edits(tmp_path: Path) -> None:
    base = SLOW | {"shop/orders.py": ROUTES.replace("return total(n)", "return n")}
    base = BASE | base | {"shop/other.py": "from shop.service import total\n\n\ndef job():\n    total(1)\n"}
    base["shop/orders.py"] += "\n\n@router.get('/job')\ndef job():\n    return total(1)\n"
    head = edited("shop/orders.py", "    return n\n", "    return total(n)\n", base)
    head = edited("shop/store.py", "return source.get(n)", "return source.get(int(n))", head)
    delta, _ = difference(tmp_path, base, head)
    route = next(each for each in delta["newly_blocking"] if each["name"] == SUM)
    assert route["causes"][0]["text"] == "return total(n)"


@pytest.mark.parametrize(
    "head",
    [
        pytest.param(
            {"shop/orders.py": ROUTES.replace("async def read_sum(", "async def add_up(")}, id="handler"
        ),
        pytest.param({"shop/service.py": BASE["shop/service.py"].replace("total", "add"),
                      "shop/orders.py": ROUTES.replace("total", "add")}, id="helper"),
        pytest.param({"shop/orders.py": "", "shop/endpoints.py": ROUTES,
                      "shop/app.py": BASE["shop/app.py"].replace("orders", "endpoints")}, id="module"),
    ],
)  # fmt: skip
def test_a_rename_is_no_change_on_the_loop(tmp_path: Path, head: dict[str, str]) -> None:
    base = BASE | SLOW
    delta, shut = difference(tmp_path, base, base | head)
    kinds = ("newly_blocking", "cleared", "rerouted", "contract_drift", "routes_added", "routes_removed",
             "findings_new", "findings_fixed")  # fmt: skip
    assert {kind: delta[kind] for kind in kinds} == {kind: [] for kind in kinds}  # type: ignore[literal-required]  # its keys
    assert shut == []


def test_a_router_served_twice_under_a_new_prefix_drifts(tmp_path: Path) -> None:
    base = edited("shop/app.py", "(router)\n", "(router)\napp.include_router(router, prefix='/old')\n")
    delta, _ = difference(tmp_path, base, edited("shop/app.py", "/old", "/v1", base))
    assert sorted(drift["name"] for drift in delta["contract_drift"]) == [
        "GET /v1/orders/mine",
        "GET /v1/orders/sum",
    ]
    assert delta["routes_added"] == delta["routes_removed"] == []


IGNORED = "  # clearloop: ignore[CL101] only a few"


def test_a_comment_of_the_base_on_the_def_line_covers_what_the_change_adds(tmp_path: Path) -> None:
    base = edited("shop/orders.py", "read_sum(n: int = 1):", f"read_sum(n: int = 1):{IGNORED}")
    delta, shut = difference(tmp_path, base, base | SLOW)
    assert SUM in {each["name"] for each in delta["newly_blocking"]}
    assert shut == []


def test_a_comment_that_a_change_brings_along_does_not_excuse_it(tmp_path: Path) -> None:
    head = edited("shop/orders.py", "read_sum(n: int = 1):", f"read_sum(n: int = 1):{IGNORED}")
    _, shut = difference(tmp_path, BASE, head | SLOW)
    assert len(shut) == 1
    assert SUM in shut[0]


CONTRACT = """from typing import Annotated
from fastapi import APIRouter, Depends, Header, Query, Request
from pydantic import BaseModel
from shop.db import get_db

router = APIRouter(prefix="/orders")


class Order(BaseModel):
    number: int


class Draft(BaseModel):
    text: str


class Filter(BaseModel):
    colour: str = "red"


def page(skip: int = 0, limit: int = 10):
    return skip


async def tenant(x_tenant: Annotated[str, Header()]):
    return x_tenant


@router.post("/new", response_model=Order)
async def new(
    request: Request, draft: Draft, n: int = Query(1), at=Depends(page), by=Depends(Filter),
    db=Depends(get_db),
):
    return {"number": n}
"""
SERVED = BASE | {"shop/orders.py": CONTRACT, "shop/db.py": "def get_db():\n    yield None\n"}


@pytest.mark.parametrize(
    ("old", "new", "field", "before", "after"),
    [
        ("number: int", "number: str", "response_model", "Order (number: int)", "Order (number: str)"),
        ("text: str", "text: bytes", "parameters", "draft.text: str", "draft.text: bytes"),
        ("Query(1)", "Query()", "parameters", "n?: int", "n: int"),
        ("n: int =", "n: float =", "parameters", "n?: int", "n?: float"),
        ("colour: str", "shade: str", "parameters", "colour?: str", "shade?: str"),
        ("limit: int", "size: int", "parameters", "limit?: int", "size?: int"),
    ],
)
def test_what_a_client_sees_of_models_and_parameters(
    tmp_path: Path, old: str, new: str, field: str, before: str, after: str
) -> None:
    delta, _ = difference(tmp_path, SERVED, edited("shop/orders.py", old, new, SERVED))
    (drift,) = delta["contract_drift"]
    (change,) = drift["fields"]
    assert change["field"] == field
    listed = field == "parameters"
    assert (change["before"], change["after"]) == (([before], [after]) if listed else (before, after))


LISTED = CONTRACT.replace(
    "class Draft(BaseModel):",
    """class Owner(BaseModel):
    name: str


class Item(Entry):
    number: bytes
    owner: Owner


class Items(BaseModel):
    data: list[Item]
    count: int


class Draft(BaseModel):""",
).replace("response_model=Order", "response_model=Items")


@pytest.mark.parametrize("base", ["BaseModel", "SQLModel"])
def test_the_fields_of_models_in_models_are_seen_whatever_they_derive_from(tmp_path: Path, base: str) -> None:
    entry = f"class Entry({base}):\n    number: int\n    made: str\n\n\nclass Owner("
    head = "from sqlmodel import SQLModel\n" + LISTED.replace("class Owner(", entry)
    before, after = (
        SERVED | {"shop/orders.py": text} for text in (head, head.replace("made: str", "made: int"))
    )
    delta, _ = difference(tmp_path, before, after)
    (drift,) = delta["contract_drift"]
    assert drift["fields"] == [
        {"field": "response_model", "before": "Items (data.made: str)", "after": "Items (data.made: int)"}
    ]
    served, _ = difference(
        tmp_path / "deep",
        before,
        SERVED | {"shop/orders.py": head.replace("    name: str", "    name: bytes")},
    )
    (drift,) = served["contract_drift"]
    assert [field["after"] for field in drift["fields"]] == ["Items (data.owner.name: bytes)"]
    # What a class declares anew hides what its base says.
    hidden = SERVED | {"shop/orders.py": head.replace("number: int\n    made", "number: float\n    made")}
    assert difference(tmp_path / "hidden", before, hidden)[0]["contract_drift"] == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("db=Depends(get_db)", "session: object = Depends(get_db)"),
        ("request: Request, ", ""),
        ("def page(", "async def page("),
    ],
)
def test_what_no_client_sees_is_no_drift(tmp_path: Path, old: str, new: str) -> None:
    delta, _ = difference(tmp_path, SERVED, edited("shop/orders.py", old, new, SERVED))
    assert delta["contract_drift"] == []
