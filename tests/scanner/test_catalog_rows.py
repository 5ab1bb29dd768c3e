"""Promises about the rows themselves: sorted, unique, complete, and true where it matters most."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from scanner.catalog import CallRow, Catalog, EffectRow, load_catalog
from scanner.catalog.loader import ROWS

FILES = sorted(ROWS.glob("*.toml"))
_OPERATIONS = ("construct", "any_method", "call", "getitem")


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load_catalog()


def calls(catalog: Catalog) -> Iterator[CallRow]:
    yield from catalog.functions.values()
    for row in catalog.types.values():
        yield from row.methods.values()
        yield from (call for name in _OPERATIONS if (call := getattr(row, name)) is not None)


def first_names(rows: list[dict[str, Any]]) -> list[str]:
    return [row["names"][0] for row in rows]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_rows_of_a_file_are_sorted(path: Path) -> None:
    tables = tomllib.loads(path.read_text())
    functions, types = tables.get("function", []), tables.get("type", [])
    assert first_names(functions) == sorted(first_names(functions))
    assert [row["name"] for row in types] == sorted(row["name"] for row in types)
    assert list(tables.get("aliases", {})) == sorted(tables.get("aliases", {}))
    for row in functions + [method for owner in types for method in owner.get("method", [])]:
        assert row["names"] == sorted(set(row["names"]))
    for row in types:
        assert first_names(row.get("method", [])) == sorted(first_names(row.get("method", [])))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_names_its_library_and_links_to_its_documentation(path: Path) -> None:
    library = tomllib.loads(path.read_text())["library"]
    assert library["name"]
    assert library["link"].startswith("https://")


def test_every_blocking_row_says_what_to_use_instead_or_where_to_read(catalog: Catalog) -> None:
    silent = [
        row.name for row in calls(catalog) if row.effect == "blocks" and not (row.alternative or row.link)
    ]
    assert silent == []


def test_every_effect_has_a_kind_and_every_awaited_one_is_async(catalog: Catalog) -> None:
    assert [row.name for row in calls(catalog) if row.effect and not row.kind] == []
    assert [row.name for row in calls(catalog) if row.effect == "async-io" and not row.is_async] == []


def test_aliases_lead_to_rows_in_one_step(catalog: Catalog) -> None:
    for name, target in catalog.aliases.items():
        assert catalog.canonical(name) == catalog.canonical(target)


@pytest.mark.parametrize(
    ("type_name", "attr", "effect"),
    [
        ("sqlalchemy.orm.Session", "execute", "blocks"),
        ("sqlalchemy.orm.Session", "get_one", "blocks"),
        ("sqlalchemy.orm.Session", "add", None),
        ("sqlalchemy.orm.Session", "close", None),
        ("sqlalchemy.orm.scoped_session", "commit", "blocks"),
        ("sqlalchemy.orm.Query", "filter", None),
        ("sqlalchemy.orm.Query", "first", "blocks"),
        ("sqlalchemy.Result", "all", None),
        ("sqlalchemy.MetaData", "create_all", "blocks"),
        ("sqlalchemy.ext.asyncio.AsyncSession", "execute", "async-io"),
        ("sqlalchemy.ext.asyncio.AsyncSession", "add", None),
        ("sqlmodel.Session", "exec", "blocks"),
        ("sqlmodel.ext.asyncio.session.AsyncSession", "commit", "async-io"),
        ("threading.Event", "wait", "blocks"),
        ("threading.Lock", "acquire", None),
        ("queue.Queue", "get", "blocks"),
        ("queue.Queue", "get_nowait", None),
        ("concurrent.futures.Future", "result", "blocks"),
        ("asyncio.Future", "result", None),
        ("io.StringIO", "read", None),
    ],
)
def test_the_rows_that_decide_most_verdicts(
    catalog: Catalog, type_name: str, attr: str, effect: str | None
) -> None:
    row = catalog.method(type_name, attr)
    assert row is not None
    assert row.effect == effect


def test_an_engine_is_made_without_io_and_a_transaction_commits_on_exit(catalog: Catalog) -> None:
    engine = catalog.function("sqlalchemy.engine.create.create_engine")
    begin = catalog.method("sqlalchemy.orm.sessionmaker", "begin")
    block = catalog.type("sqlalchemy.orm._SessionBegin")
    assert engine is not None
    assert begin is not None
    assert block is not None
    assert (engine.effect, engine.returns) == (None, "sqlalchemy.Engine")
    assert (begin.effect, block.enter, block.exit_effect) == (None, "$T", EffectRow("blocks", "database"))


def test_sleeping_blocks_and_async_sleeping_is_not_io(catalog: Catalog) -> None:
    sleep, async_sleep = catalog.function("time.sleep"), catalog.function("asyncio.tasks.sleep")
    assert sleep is not None
    assert async_sleep is not None
    assert (sleep.effect, sleep.is_async) == ("blocks", False)
    assert (async_sleep.effect, async_sleep.is_async) == (None, True)
