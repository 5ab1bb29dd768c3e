"""The loader: what it accepts, what it refuses and why, and what a catalog answers."""

from __future__ import annotations

import pickle
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from scanner.catalog import Catalog, EffectRow, load_catalog, loader
from scanner.errors import CatalogError

Tables = dict[str, Any]


@pytest.fixture
def load(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Any:
    """Loads only the given tables, without the built-in rows."""
    monkeypatch.setattr(loader, "ROWS", tmp_path)

    def load(*extra: Mapping[str, Any]) -> Catalog:
        return load_catalog(extra)

    return load


def library(**tables: Any) -> Tables:
    return {"library": {"name": "Acme", "packages": ["acme"], "kind": "http"}, **tables}


def test_a_function_row_carries_the_defaults_of_its_library(load: Any) -> None:
    catalog = load(
        {
            "library": {
                "name": "Acme",
                "packages": ["acme"],
                "kind": "http",
                "alternative": "acme.aio",
                "link": "L",
            },
            "function": [{"names": ["acme.fetch", "acme.send"], "effect": "blocks"}],
        }
    )
    row = catalog.function("acme.send")
    assert (row.effect, row.kind, row.severity, row.is_async) == ("blocks", "http", "high", False)
    assert (row.library, row.alternative, row.link) == ("Acme", "acme.aio", "L")


def test_async_io_is_awaited_unless_the_row_says_otherwise(load: Any) -> None:
    catalog = load(
        library(
            function=[
                {"names": ["acme.fetch"], "effect": "async-io"},
                {"names": ["acme.start"], "effect": "async-io", "async": False},
            ]
        )
    )
    assert catalog.function("acme.fetch").is_async
    assert not catalog.function("acme.start").is_async


def test_an_alias_renames_the_name_and_everything_below_it(load: Any) -> None:
    catalog = load(
        library(
            aliases={"acme._core": "acme", "acme.Client": "acme.client.Client"},
            type=[{"name": "acme.client.Client", "method": [{"names": ["get"]}]}],
        )
    )
    assert catalog.canonical("acme._core.Client.get") == "acme.client.Client.get"
    assert catalog.type("acme._core.Client").name == "acme.client.Client"
    assert catalog.canonical("other.Client") == "other.Client"


def test_members_come_through_bases_nearest_first(load: Any) -> None:
    catalog = load(
        library(
            type=[
                {
                    "name": "acme.Base",
                    "attributes": {"state": "acme.Base"},
                    "method": [{"names": ["get", "put"], "effect": "blocks"}],
                },
                {"name": "acme.Left", "bases": ["acme.Base"], "method": [{"names": ["get"]}]},
                {"name": "acme.Right", "bases": ["acme.Base"]},
                {"name": "acme.Both", "bases": ["acme.Right", "acme.Left"]},
            ]
        )
    )
    assert [row.name for row in catalog.mro("acme.Both")] == [
        "acme.Both",
        "acme.Right",
        "acme.Left",
        "acme.Base",
    ]
    assert catalog.method("acme.Both", "get").name == "acme.Left.get"
    assert catalog.method("acme.Both", "put").name == "acme.Base.put"
    assert catalog.attribute("acme.Both", "state") == "acme.Base"
    assert catalog.method("acme.Both", "post") is None
    assert catalog.mro("acme.Unknown") == ()


def test_any_method_answers_last_and_never_for_private_names(load: Any) -> None:
    catalog = load(
        library(
            type=[
                {
                    "name": "acme.Client",
                    "any_method": {"effect": "blocks"},
                    "any_attribute": "acme.Client",
                    "attributes": {"listed": "str"},
                    "method": [{"names": ["close"]}],
                }
            ]
        )
    )
    assert catalog.method("acme.Client", "close").effect is None
    assert catalog.method("acme.Client", "list_things").name == "acme.Client.list_things"
    assert catalog.method("acme.Client", "list_things").effect == "blocks"
    assert catalog.method("acme.Client", "_private") is None
    assert catalog.method("acme.Client", "listed") is None
    assert catalog.attribute("acme.Client", "listed") == "str"
    assert catalog.attribute("acme.Client", "things") == "acme.Client"
    assert catalog.attribute("acme.Client", "_things") is None


def test_a_twin_awaits_what_the_other_blocks_on_and_returns_twins(load: Any) -> None:
    catalog = load(
        library(
            type=[
                {
                    "name": "acme.Client",
                    "enter": "$self",
                    "exit_effect": {"effect": "blocks"},
                    "iter": "acme.Row",
                    "attributes": {"rows": "acme.Rows"},
                    "method": [
                        {"names": ["get"], "effect": "blocks", "returns": "acme.Rows | none"},
                        {"names": ["build", "close"], "returns": "str"},
                    ],
                },
                {"name": "acme.Rows", "any_method": {"effect": "blocks"}},
                {"name": "acme.Row"},
                {"name": "acme.AsyncRows", "async_of": "acme.Rows"},
                {
                    "name": "acme.AsyncClient",
                    "async_of": "acme.Client",
                    "method": [{"names": ["close"], "effect": "async-io"}],
                },
            ]
        )
    )
    get, build = catalog.method("acme.AsyncClient", "get"), catalog.method("acme.AsyncClient", "build")
    assert (get.name, get.effect, get.is_async, get.alternative) == (
        "acme.AsyncClient.get",
        "async-io",
        True,
        None,
    )
    assert get.returns == "acme.AsyncRows | none"
    assert (build.effect, build.is_async) == (None, False)
    assert catalog.method("acme.AsyncClient", "close").is_async
    assert catalog.attribute("acme.AsyncClient", "rows") == "acme.AsyncRows"
    assert catalog.method("acme.AsyncRows", "all").effect == "async-io"
    row = catalog.type("acme.AsyncClient")
    assert (row.aenter, row.aiter, row.enter) == ("$self", "acme.Row", None)
    assert row.aexit_effect == EffectRow("async-io", "http")


def test_an_attribute_can_be_read_on_the_class(load: Any) -> None:
    catalog = load(
        library(
            values={"acme.settings": "acme.Settings"},
            type=[{"name": "acme.Settings", "attributes": {"state": "str"}, "method": [{"names": ["get"]}]}],
        )
    )
    assert catalog.value("acme.settings") == "acme.Settings"
    assert catalog.value("acme.Settings.state") == "str"
    assert catalog.value("acme.Settings.get") is None
    assert catalog.value("acme.other") is None


def test_a_static_method_is_also_a_function(load: Any) -> None:
    method = {"names": ["connect"], "effect": "blocks", "options": {"static": True}}
    catalog = load(library(type=[{"name": "acme.Client", "method": [method]}]))
    assert catalog.function("acme.Client.connect").effect == "blocks"


def test_quiet_packages_cover_everything_below_them(load: Any) -> None:
    catalog = load({"library": {"name": "Acme", "packages": ["acme"], "quiet": ["acme.pure"]}})
    assert catalog.is_quiet("acme.pure.shapes.Box")
    assert not catalog.is_quiet("acme.purely")
    assert catalog.library("acme.anything") == "Acme"
    assert catalog.library("unheard_of.thing") is None


def test_later_tables_override_earlier_rows(load: Any) -> None:
    first = library(function=[{"names": ["acme.fetch"], "effect": "blocks"}])
    catalog = load(first, {"function": [{"names": ["acme.fetch"]}]})
    assert catalog.function("acme.fetch").effect is None


@pytest.mark.parametrize(
    ("tables", "complaint"),
    [
        ({"functions": []}, "unknown key 'functions'"),
        (library(function=[{"names": ["acme.f"], "efect": "blocks"}]), "acme.f: unknown key 'efect'"),
        (library(function=[{"effect": "blocks"}]), "a row has no names"),
        (
            library(function=[{"names": ["acme.f"], "effect": "waits"}]),
            "acme.f: effect 'waits' is not one of",
        ),
        (library(function=[{"names": ["acme.f"], "effect": "blocks", "kind": "x"}]), "acme.f: kind 'x'"),
        (
            {"function": [{"names": ["acme.f"], "effect": "blocks"}]},
            "acme.f: a row with an effect has no kind",
        ),
        (library(function=[{"names": ["acme.f", "acme.f"]}]), "acme.f: the function is given twice"),
        (
            library(function=[{"names": ["acme.f"], "returns": "acme.Nothing"}]),
            "acme.f: 'acme.Nothing' names",
        ),
        (library(function=[{"names": ["acme.f"], "returns": "Session"}]), "names 'Session'"),
        (library(function=[{"names": ["acme.f"], "returns": "list[str"}]), "missing ']'"),
        (library(function=[{"names": ["acme.f"], "async": "yes"}]), "'async' is not true or false"),
        (library(function=[{"names": ["acme.f"], "calls": [{"arg": 0}]}]), "a callback has no 'where'"),
        (library(function=[{"names": ["acme.f"], "calls": [{"where": "here"}]}]), "needs 'arg' or 'name'"),
        (library(type=[{"name": "acme.T"}, {"name": "acme.T"}]), "acme.T: the type is given twice"),
        (library(type=[{"bases": []}]), "it has no name"),
        (library(type=[{"name": "acme.T", "bases": ["acme.Gone"]}]), "acme.T: 'acme.Gone' names"),
        (library(type=[{"name": "acme.T", "async_of": "acme.Gone"}]), "async_of names no blocking type"),
        (library(type=[{"name": "acme.T", "iter_effect": {"kind": "http"}}]), "an effect has no 'effect'"),
        (library(aliases={"acme.g": "acme.gone"}), "acme.g: nothing is called 'acme.gone'"),
        (
            library(aliases={"acme.f": "acme.g"}, function=[{"names": ["acme.f", "acme.g"]}]),
            "an alias renames",
        ),
    ],
)
def test_a_bad_row_is_refused_by_name(load: Any, tables: Tables, complaint: str) -> None:
    with pytest.raises(CatalogError) as refusal:
        load(tables)
    assert complaint in str(refusal.value)


def test_two_files_may_not_share_a_row(load: Any, tmp_path: Path) -> None:
    text = '[library]\nname = "{0}"\npackages = []\n[[function]]\nnames = ["acme.f"]\n'
    for name in ("one", "two"):
        (tmp_path / f"{name}.toml").write_text(text.format(name))
    with pytest.raises(CatalogError, match=r"two\.toml: acme\.f: another file"):
        load()


def test_a_file_that_is_not_toml_is_named(load: Any, tmp_path: Path) -> None:
    (tmp_path / "broken.toml").write_text("[library\n")
    with pytest.raises(CatalogError, match=r"broken\.toml"):
        load()


def assert_same_rows(one: Catalog, other: Catalog) -> None:
    assert (one.digest, one.aliases, one.quiet) == (other.digest, other.aliases, other.quiet)
    assert repr(one.functions) == repr(other.functions)
    assert repr(one.types) == repr(other.types)


def test_the_cache_returns_an_equal_catalog(tmp_path: Path) -> None:
    fresh = load_catalog(cache_dir=tmp_path)
    assert len(list(tmp_path.iterdir())) == 1
    assert_same_rows(load_catalog(cache_dir=tmp_path), fresh)


def test_a_damaged_cache_is_read_as_absent(tmp_path: Path) -> None:
    fresh = load_catalog(cache_dir=tmp_path)
    next(tmp_path.iterdir()).write_bytes(b"\x80not a pickle")
    assert_same_rows(load_catalog(cache_dir=tmp_path), fresh)


def test_rows_of_the_project_change_the_digest() -> None:
    extra = [{"function": [{"names": ["ours.fetch"], "effect": "blocks", "kind": "http"}]}]
    assert load_catalog(extra).digest != load_catalog().digest == load_catalog().digest


def test_a_catalog_survives_pickling_with_its_caches_filled() -> None:
    catalog = load_catalog()
    catalog.method("sqlalchemy.orm.scoped_session", "commit")
    copy = pickle.loads(pickle.dumps(catalog))  # our own bytes
    assert copy.method("sqlalchemy.orm.scoped_session", "commit").kind == "database"
