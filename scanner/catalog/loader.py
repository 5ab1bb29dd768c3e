"""Reads every catalog file, adds a project's own rows, checks the whole, and keeps the result as a pickle."""

from __future__ import annotations

import hashlib
import os
import pickle
import tempfile
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from scanner.catalog.expressions import parse_expression, type_names
from scanner.catalog.parsing import Sheet, SheetParser
from scanner.catalog.schema import CallRow, Catalog, TypeRow, resolve_alias
from scanner.catalog.twins import expand_twins
from scanner.errors import CatalogError

FORMAT = 3
MOST_BUILT = 4
# The last few by their digest: a worker scans many trees with the same rows.
_BUILT: dict[str, Catalog] = {}
ROWS = Path(__file__).parent / "rows"


def load_catalog(extra: Iterable[Mapping[str, Any]] = (), cache_dir: Path | None = None) -> Catalog:
    """The built-in rows, overridden by ``extra`` (tables of the same format: ``[tool.clearloop.catalog]``).

    ``cache_dir`` must be writable by the scanner's own account alone: a cached catalog is a pickle.
    Raises CatalogError naming the file and the row.
    """
    texts = {path.name: path.read_bytes() for path in sorted(ROWS.glob("*.toml"))}
    additions = list(extra)
    digest = _digest(texts, additions)
    cached = _BUILT.get(digest) if cache_dir is None else _read_cached(cache_dir, digest)
    if cached is not None:
        return cached
    catalog = _BUILT[digest] = _build(texts, additions, digest)
    while len(_BUILT) > MOST_BUILT:
        _BUILT.pop(next(iter(_BUILT)))
    _write_cached(cache_dir, catalog)
    return catalog


def parse_sheet(origin: str, tables: Mapping[str, Any]) -> Sheet:
    """One file's rows with its async twins filled in."""
    sheet = SheetParser(origin, tables).parse()
    expand_twins(sheet)
    return sheet


def _digest(texts: Mapping[str, bytes], additions: list[Mapping[str, Any]]) -> str:
    digest = hashlib.sha256(f"clearloop.catalog/{FORMAT}".encode())
    for name, text in texts.items():
        digest.update(f"\0{name}\0{len(text)}\0".encode())
        digest.update(text)
    digest.update(repr(additions).encode())
    return digest.hexdigest()


def _build(texts: Mapping[str, bytes], additions: list[Mapping[str, Any]], digest: str) -> Catalog:
    catalog = Catalog(functions={}, types={}, aliases={}, packages={}, digest=digest)
    for name, text in texts.items():
        _merge(catalog, parse_sheet(name, _parse_toml(name, text)), override=False)
    for number, tables in enumerate(additions, start=1):
        _merge(catalog, parse_sheet(f"[tool.clearloop.catalog] {number}", tables), override=True)
    _keep_rows(catalog)
    _check_aliases(catalog)
    _check_references(catalog)
    return catalog


def _parse_toml(name: str, text: bytes) -> Mapping[str, Any]:
    try:
        return tomllib.loads(text.decode())
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CatalogError(f"{name}: {error}") from error


def _merge(catalog: Catalog, sheet: Sheet, *, override: bool) -> None:
    packages = dict.fromkeys(sheet.packages, sheet.name)
    sheet.functions |= _static_methods(sheet)
    for mine, theirs in (
        (catalog.functions, sheet.functions),
        (catalog.types, sheet.types),
        (catalog.aliases, sheet.aliases),
        (catalog.values, sheet.values),
        (catalog.packages, packages),
        (catalog.twins, {original: twin for twin, original in sorted(sheet.twins.items(), reverse=True)}),
    ):
        twice = sorted(mine.keys() & theirs.keys())
        if twice and not override:
            raise CatalogError(f"{sheet.origin}: {twice[0]}: another file has this row too")
        mine.update(theirs)  # type: ignore[arg-type]  # each pair holds one kind of row
    catalog.quiet |= frozenset(sheet.quiet) | frozenset(sheet.plain)
    catalog.plain |= frozenset(sheet.plain)
    catalog.over[sheet.name] = catalog.over.get(sheet.name, frozenset()) | frozenset(sheet.over)


def _static_methods(sheet: Sheet) -> dict[str, CallRow]:
    """Methods called on the class: also functions under their dotted name."""
    rows = (row for owner in sheet.types.values() for row in owner.methods.values())
    return {row.name: row for row in rows if row.options.get("static")}


_CONTAINERS = frozenset({"builtins.dict", "builtins.list", "builtins.set", "builtins.tuple"})


def _keep_rows(catalog: Catalog) -> None:
    """A module that hands on all names of another one has rows of its own beside its alias."""
    for name in catalog.functions.keys() | catalog.types.keys() | catalog.values.keys():
        if name not in catalog.aliases and resolve_alias(catalog.aliases, name) != name:
            catalog.aliases[name] = name


def _check_aliases(catalog: Catalog) -> None:
    defined = catalog.functions.keys() | catalog.types.keys() | catalog.values.keys()
    modules = _prefixes(defined)
    renamed = sorted(name for name in defined if resolve_alias(catalog.aliases, name) != name)
    if renamed:
        raise CatalogError(f"aliases: {renamed[0]}: an alias renames this row")
    for name in catalog.aliases:
        target = resolve_alias(catalog.aliases, name)
        known = target in defined or target in modules or target in _CONTAINERS
        if not known and not catalog.is_quiet(target):
            raise CatalogError(f"aliases: {name}: nothing is called {target!r}")


def _prefixes(names: Iterable[str]) -> set[str]:
    return {
        ".".join(parts[:size])
        for parts in (name.split(".") for name in names)
        for size in range(1, len(parts))
    }


def _check_references(catalog: Catalog) -> None:
    for owner, expression in _expressions(catalog):
        for name in _named_types(owner, expression):
            target = resolve_alias(catalog.aliases, name)
            if target not in catalog.types and _is_claimed(catalog, target):
                raise CatalogError(f"{owner}: {expression!r} names {name!r}, which no row defines")


def _named_types(owner: str, text: str) -> list[str]:
    try:
        return list(type_names(parse_expression(text)))
    except ValueError as error:
        raise CatalogError(f"{owner}: {error}") from error


def _is_claimed(catalog: Catalog, name: str) -> bool:
    return "." not in name or catalog.library(name) is not None


def _expressions(catalog: Catalog) -> Iterator[tuple[str, str]]:
    yield from catalog.values.items()
    for function in catalog.functions.values():
        yield from _call_expressions(function)
    for row in catalog.types.values():
        yield from _type_expressions(row)


def _type_expressions(row: TypeRow) -> Iterator[tuple[str, str]]:
    bindings = (row.any_attribute, row.enter, row.aenter, row.iter, row.aiter, row.awaited)
    texts = (*row.bases, *row.attributes.values(), *bindings)
    yield from ((row.name, text) for text in texts if text)
    for call in (row.construct, row.any_method, row.call, row.getitem, *row.methods.values()):
        if call is not None:
            yield from _call_expressions(call)


def _call_expressions(row: CallRow) -> Iterator[tuple[str, str]]:
    if row.returns:
        yield row.name, row.returns
    for callback in row.calls:
        if not isinstance(callback.args, str):
            yield from ((row.name, text) for text in callback.args)


def _read_cached(cache_dir: Path | None, digest: str) -> Catalog | None:
    if cache_dir is None:
        return None
    try:
        content = _cache_path(cache_dir, digest).read_bytes()
        found = pickle.loads(content)  # noqa: S301  # only this account can write the cache directory
    except (
        OSError,
        pickle.UnpicklingError,
        EOFError,
        AttributeError,
        ImportError,
        IndexError,
        TypeError,
        ValueError,
    ):
        return None
    return found if isinstance(found, Catalog) else None


def _write_cached(cache_dir: Path | None, catalog: Catalog) -> None:
    if cache_dir is None:
        return
    cache_dir.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=cache_dir, prefix="catalog-", suffix=".part")
    with os.fdopen(descriptor, "wb") as file:
        pickle.dump(catalog, file, protocol=pickle.HIGHEST_PROTOCOL)
    Path(name).replace(_cache_path(cache_dir, catalog.digest))


def _cache_path(cache_dir: Path, digest: str) -> Path:
    return cache_dir / f"catalog-{digest[:32]}.pickle"
