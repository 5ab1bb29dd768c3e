"""Stand-ins for client libraries, built from ``standins.toml``: nothing is installed, nothing leaves the machine.

Each table there is a module or a class. A value says what a call does: ``!`` blocks (it is noted), ``~`` is a
coroutine that does asynchronous I/O, ``=`` is a property; then the dotted class of the result, ``self``, or nothing
for an object on which everything works. ``"*"`` covers every other name.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Callable, Iterator, Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType
from typing import Any

from tests.oracle.recorder import block, wait_async

_TABLES: dict[str, dict[str, str]] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text())
_classes: dict[str, type] = {}


class Result(dict[str, Any]):
    """What a stand-in returns: an empty mapping whose attributes, items and calls are such mappings again."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return Result()

    def __missing__(self, key: object) -> Any:
        return Result()

    def __call__(self, *args: object, **kwargs: object) -> Any:
        return Result()

    def __int__(self) -> int:
        return 1

    def __enter__(self) -> Any:
        return self

    def __exit__(self, *args: object) -> None:
        return None


class Member:
    """A callable of a class, usable on the class and on its instances alike."""

    def __init__(self, symbol: str, spec: str) -> None:
        self._symbol = symbol
        self._spec = spec

    def __get__(self, instance: object, owner: type) -> Any:
        if self._spec.startswith("="):
            return make_result(self._spec[1:], instance)
        return make_function(self._symbol, self._spec, instance)


def install() -> None:
    """Let the stand-ins be imported before any installed library of the same name."""
    sys.meta_path.insert(0, _Finder())


def make_function(symbol: str, spec: str, owner: object = None) -> Callable[..., Any]:
    if spec.startswith("~"):

        async def coroutine(*args: object, **kwargs: object) -> Any:
            wait_async(symbol)
            return make_result(spec[1:], owner)

        return coroutine

    def function(*args: object, **kwargs: object) -> Any:
        if spec.startswith("!"):
            block(symbol)
        return make_result(spec.lstrip("!"), owner)

    return function


def make_result(name: str, owner: object) -> Any:
    name = name.strip()
    if not name:
        return Result()
    return owner if name == "self" else make_class(name).__new__(make_class(name))


def make_class(name: str) -> type:
    if name not in _classes:
        _classes[name] = _build_class(name, _TABLES[name])
    return _classes[name]


def _build_class(name: str, members: dict[str, str]) -> type:
    def init(self: object, *args: object, **kwargs: object) -> None:
        if members.get("__init__") == "!":
            block(name)

    def enter(self: object) -> object:
        return self

    def leave(self: object, *args: object) -> None:
        if members.get("__exit__") == "!":
            block(f"{name}.__exit__")

    async def aenter(self: object) -> object:
        return self

    async def aleave(self: object, *args: object) -> None:
        wait_async(f"{name}.__aexit__")

    def iterate(self: object) -> Iterator[Any]:
        if members.get("__iter__") == "!":
            block(f"{name}.__iter__")
        return iter([Result()])

    def get_other(self: object, attribute: str) -> Any:
        if attribute.startswith("__") or "*" not in members:
            raise AttributeError(attribute)
        return Member(f"{name}.{attribute}", members["*"]).__get__(self, type(self))

    def get_item(self: object, key: object) -> Any:
        return make_result(members.get("[]", "").lstrip("!"), self)

    namespace: dict[str, Any] = {
        key: Member(f"{name}.{key}", spec) for key, spec in members.items() if key.isidentifier() and key[:2] != "__"
    }
    namespace |= {"__init__": init, "__enter__": enter, "__exit__": leave, "__aenter__": aenter, "__aexit__": aleave}
    namespace |= {"__iter__": iterate, "__getattr__": get_other, "__getitem__": get_item}
    module, _, short = name.rpartition(".")
    return type(short, (), namespace | {"__module__": module})


class _Finder(MetaPathFinder, Loader):
    def find_spec(self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None) -> Any:
        if not _is_module(fullname):
            return None
        return ModuleSpec(fullname, self, is_package=True)

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        return _StandinModule(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        return None


class _StandinModule(ModuleType):
    def __getattr__(self, name: str) -> Any:
        full = f"{self.__name__}.{name}"
        if _is_class(full):
            return make_class(full)
        members = _TABLES.get(self.__name__, {})
        spec = members.get(name, members.get("*"))
        if spec is not None and not name.startswith("__"):
            return make_result(spec[1:], None) if spec.startswith("=") else _named_function(full, spec)
        if name[:1].isupper() and (name.endswith("Error") or name.endswith("Exception")):
            error = type(name, (Exception,), {"__module__": self.__name__})
            setattr(self, name, error)
            return error
        raise AttributeError(name)


def _named_function(symbol: str, spec: str) -> Any:
    target = spec[1:].strip()
    return make_class(target) if spec.startswith(">") else make_function(symbol, spec)


def _is_class(name: str) -> bool:
    return name in _TABLES and name.rpartition(".")[2][:1].isupper() or name in _LOWER_CLASSES


def _is_module(name: str) -> bool:
    return name in _MODULES


_LOWER_CLASSES = {
    name for name in _TABLES if name.startswith("psycopg2.extensions.") or name.startswith("pymysql.cursors.")
}
_MODULES = {
    ".".join(parts[:count])
    for parts in (n.split(".") for n in _TABLES)
    for count in range(1, len(parts) + 1)
    if not _is_class(".".join(parts[:count]))
}
