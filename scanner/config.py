"""What a project may decide about its own scan: the ``[tool.clearloop]`` table of its pyproject.toml."""

from __future__ import annotations

import datetime
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal, get_args

from scanner.errors import ConfigError
from scanner.model import Kind
from scanner.source.patterns import matches
from scanner.source.shape import is_test
from scanner.source.tree import Source

Gate = Literal["none", "new-blocking", "any-blocking"]

KINDS: frozenset[str] = frozenset(get_args(Kind))
DEFAULT_THREAD_TOKENS = 40
DEFAULT_STEPS = 2_000_000
"""Statements that a scan interprets before it stops."""
_CODE = re.compile(r"CL\d{3}")


@dataclass(frozen=True, slots=True)
class SubsystemRule:
    """A named part of the application: routes whose path, module or tag matches any of these."""

    name: str
    paths: tuple[str, ...] = ()
    packages: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Suppression:
    """A finding somebody decided to live with. ``units`` are unit ids or symbols, ``paths`` file
    patterns; empty ones match everything. From the day after ``expires`` on it has no effect."""

    code: str
    reason: str
    units: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()
    expires: datetime.date | None = None

    def covers(self, code: str, unit: str, file: str, today: datetime.date) -> bool:
        """Whether a finding of this code, on this unit and file, is covered on that day."""
        return (
            self.code == code
            and (not self.units or unit in self.units)
            and (not self.paths or matches(file, self.paths))
            and (self.expires is None or today <= self.expires)
        )


@dataclass(frozen=True, slots=True)
class Config:
    """Everything that steers a scan; the defaults need no file at all.

    ``import_roots`` None means that they are found. ``deciding_kinds`` are the kinds of blocking
    call that may decide a class. ``thread_tokens`` None means: read from the code, else 40.
    ``steps`` bounds the interpretation, in statements.
    ``catalog`` holds tables in the format of the catalog's own files.
    """

    import_roots: tuple[str, ...] | None = None
    exclude: tuple[str, ...] = ()
    include: tuple[str, ...] = ()
    deciding_kinds: frozenset[str] = KINDS - {"file"}
    thread_tokens: int | None = None
    steps: int = DEFAULT_STEPS
    subsystems: tuple[SubsystemRule, ...] = ()
    suppressions: tuple[Suppression, ...] = ()
    catalog: tuple[Mapping[str, Any], ...] = field(default=(), hash=False)
    fail_on: Gate = "none"

    def select(self, files: Iterable[str]) -> list[str]:
        """The Python files of a tree that a scan looks at, sorted: no test suites, nothing
        excluded; what ``include`` names comes back in whatever else applies."""
        paths = {path for path in files if path.endswith(".py")}
        return sorted(path for path in paths if self._takes(path, paths))

    def select_configuration(self, files: Iterable[str]) -> list[str]:
        """The other files of a tree, that say how it is run, sorted; by the same exclusions."""
        paths = set(files)
        return sorted(path for path in paths if not path.endswith(".py") and self._takes(path, paths))

    def _takes(self, path: str, paths: set[str]) -> bool:
        if matches(path, self.include):
            return True
        return not is_test(path, paths) and not matches(path, self.exclude)


def read_config(source: Source) -> Config:
    """The configuration a tree brings along, or the defaults. Raises ConfigError."""
    for _, content in source.read(["pyproject.toml"] if "pyproject.toml" in source.files() else []):
        return parse_config(content, "pyproject.toml")
    return Config()


def load_config(path: str | Path) -> Config:
    """A configuration file: a whole pyproject.toml, or the bare table. Raises ConfigError."""
    try:
        content = Path(path).read_bytes()
    except OSError as error:
        raise ConfigError(f"{path}: {error.strerror}") from error
    return parse_config(content, str(path), bare=True)


def parse_config(content: bytes, origin: str, *, bare: bool = False) -> Config:
    """The ``[tool.clearloop]`` table of a TOML text; with ``bare`` its top level serves where there
    is no such table. Every ConfigError names the file and the key."""
    try:
        document = tomllib.loads(content.decode())
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{origin}: not valid TOML: {error}") from error
    tool = document.get("tool")
    table = tool.get("clearloop") if isinstance(tool, dict) else None
    if table is None:
        table = document if bare and tool is None else {}
    if not isinstance(table, dict):
        raise ConfigError(f"{origin}: tool.clearloop: expected a table")
    return _Reader(origin, table).config()


def config_of(table: Mapping[str, Any], origin: str) -> Config:
    """A configuration from a table in memory, with the keys of ``[tool.clearloop]``. Raises ConfigError."""
    return _Reader(origin, table).config()


def merged(config: Config, table: Mapping[str, Any], origin: str) -> Config:
    """``config`` with what ``table`` says put over it; keys it does not name stay. Raises ConfigError."""
    over = config_of(table, origin)
    return replace(config, **{name: getattr(over, name) for name in (key.replace("-", "_") for key in table)})


class _Reader:
    """Turns one table into a Config and complains with the file and the key."""

    _KEYS = frozenset(
        {
            *("import-roots", "exclude", "include", "deciding-kinds", "thread-tokens", "steps"),
            *("subsystems", "suppressions", "catalog", "fail-on"),
        }
    )

    def __init__(self, origin: str, table: Mapping[str, Any]) -> None:
        self._origin = origin
        self._table = table

    def config(self) -> Config:
        self._check_keys("", self._table, self._KEYS)
        roots = self._strings(self._table, "import-roots")
        return Config(
            import_roots=roots if "import-roots" in self._table else None,
            exclude=self._strings(self._table, "exclude"),
            include=self._strings(self._table, "include"),
            deciding_kinds=self._kinds(),
            thread_tokens=self._positive("thread-tokens"),
            steps=self._positive("steps") or DEFAULT_STEPS,
            subsystems=tuple(self._subsystem(at, row) for at, row in self._rows("subsystems")),
            suppressions=tuple(self._suppression(at, row) for at, row in self._rows("suppressions")),
            catalog=self._catalog(),
            fail_on=self._gate(),
        )

    def _fail(self, key: str, message: str) -> ConfigError:
        return ConfigError(f"{self._origin}: {key}: {message}")

    def _check_keys(self, at: str, table: Mapping[str, Any], known: frozenset[str]) -> None:
        for key in table:
            if key not in known:
                raise self._fail(f"{at}{key}", f"unknown key; known are {', '.join(sorted(known))}")

    def _strings(self, table: Mapping[str, Any], key: str, at: str = "") -> tuple[str, ...]:
        value = table.get(key, [])
        if not isinstance(value, list) or not all(isinstance(each, str) and each for each in value):
            raise self._fail(f"{at}{key}", "expected a list of strings")
        return tuple(value)

    def _text(self, table: Mapping[str, Any], key: str, at: str) -> str:
        value = table.get(key)
        if not isinstance(value, str) or not value.strip():
            raise self._fail(f"{at}{key}", "expected a text that is not empty")
        return value

    def _rows(self, key: str) -> list[tuple[str, Mapping[str, Any]]]:
        value = self._table.get(key, [])
        if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
            raise self._fail(key, f"expected an array of tables, [[tool.clearloop.{key}]]")
        return [(f"{key}[{number}].", row) for number, row in enumerate(value)]

    def _kinds(self) -> frozenset[str]:
        if "deciding-kinds" not in self._table:
            return KINDS - {"file"}
        kinds = frozenset(self._strings(self._table, "deciding-kinds"))
        if unknown := sorted(kinds - KINDS):
            raise self._fail(
                "deciding-kinds", f"unknown kind {unknown[0]!r}; known are {', '.join(sorted(KINDS))}"
            )
        return kinds

    def _positive(self, key: str) -> int | None:
        value = self._table.get(key)
        if value is not None and (type(value) is not int or value < 1):
            raise self._fail(key, "expected a positive whole number")
        return value

    def _subsystem(self, at: str, row: Mapping[str, Any]) -> SubsystemRule:
        self._check_keys(at, row, frozenset({"name", "paths", "packages", "tags"}))
        lists = [self._strings(row, key, at) for key in ("paths", "packages", "tags")]
        if not any(lists):
            raise self._fail(at.rstrip("."), "expected at least one of paths, packages, tags")
        return SubsystemRule(self._text(row, "name", at), *lists)

    def _suppression(self, at: str, row: Mapping[str, Any]) -> Suppression:
        self._check_keys(at, row, frozenset({"code", "reason", "units", "paths", "expires"}))
        code = self._text(row, "code", at)
        if not _CODE.fullmatch(code):
            raise self._fail(f"{at}code", f"{code!r} is not a finding code such as CL101")
        units, paths = self._strings(row, "units", at), self._strings(row, "paths", at)
        return Suppression(code, self._text(row, "reason", at), units, paths, self._date(row, at))

    def _date(self, row: Mapping[str, Any], at: str) -> datetime.date | None:
        value = row.get("expires")
        if value is None or type(value) is datetime.date:
            return value
        raise self._fail(f"{at}expires", "expected a date such as 2030-12-31, without quotes")

    def _catalog(self) -> tuple[Mapping[str, Any], ...]:
        value = self._table.get("catalog", {})
        if not isinstance(value, dict):
            raise self._fail("catalog", "expected a table")
        return (value,) if value else ()

    def _gate(self) -> Gate:
        value = self._table.get("fail-on", "none")
        for gate in get_args(Gate):
            if value == gate:
                return gate  # type: ignore[no-any-return]  # one of the literal's own values
        raise self._fail("fail-on", f"expected one of {', '.join(get_args(Gate))}")
