"""Stand-ins for client libraries, built from ``standins.toml``: nothing to install, nothing to reach.

Each table there is a module or a class. A value says what a call does: ``!`` blocks (it is noted), ``~``
is a coroutine that does asynchronous I/O, ``=`` is a property; then the dotted class of the result,
``self``, or nothing for an object on which everything works. ``"*"`` covers every other name; ``"[]"``
and ``"|"`` are those operators, ``"()"`` is a call.
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

from tests.oracle import graphs, loggers, migrations, request_sessions, schedulers, sockets, traits
from tests.oracle.recorder import block, wait_async

_TABLES: dict[str, dict[str, str]] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text())
_classes: dict[str, type] = {
    f"socketio.{each.__name__}": each
    for each in (sockets.ASGIApp, sockets.AsyncNamespace, sockets.AsyncServer)
} | {
    "alembic.config.Config": migrations.Config,
    "apscheduler.schedulers.asyncio.AsyncIOScheduler": schedulers.Scheduler,
    "apscheduler.schedulers.background.BackgroundScheduler": schedulers.Scheduler,
    "fastapi_sqlalchemy.DBSessionMiddleware": request_sessions.DBSessionMiddleware,
    "fastapi_sqlalchemy.Sessions": request_sessions.Sessions,
    "fastapi_utils.tasks.Repetition": schedulers.Repetition,
    "langchain_core.runnables.RunnableBinding": graphs.RunnableBinding,
    "langchain_core.runnables.RunnableSerializable": graphs.Runnable,
    "langgraph.graph.StateGraph": graphs.StateGraph,
    "loguru.Logger": loggers.Logger,
    "structlog.BoundLogger": loggers.BoundLogger,
    "structlog.Configuration": loggers.Configuration,
    "structlog.stdlib.LoggerFactory": loggers.LoggerFactory,
    "traitlets.Default": traits.Default,
}
_classes |= {f"traitlets.{name}": traits.Trait for name in traits.KINDS}
_classes |= {f"traitlets.config.{name}": traits.HasTraits for name in ("Application", "LoggingConfigurable")}


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
            (wait_async if _on_async_driver(args) else block)(symbol)
        return make_result(spec.lstrip("!"), owner)

    return function


def _on_async_driver(args: Sequence[object]) -> bool:
    """Whether a call is given a SQLAlchemy connection that waits in the greenlet of an asynchronous one."""
    return any(getattr(getattr(arg, "dialect", None), "is_async", False) is True for arg in args)


def make_result(name: str, owner: object) -> Any:
    name = name.strip()
    if not name:
        return Result()
    if name == "self":
        return owner
    built = make_class(name)
    return object.__new__(built)


def make_class(name: str) -> type:
    if name not in _classes:
        _classes[name] = _build_class(name, _TABLES[name])
    return _classes[name]


class _Standin:
    """The base of every stand-in class: construction, ``with``, iteration, items and unnamed attributes."""

    _name = ""
    _members: dict[str, str] = {}

    def __init__(self, *args: object, **kwargs: object) -> None:
        self._maybe_block("__init__")

    def __class_getitem__(cls, key: object) -> type:
        return cls

    def __enter__(self) -> object:
        return self

    def __exit__(self, *args: object) -> None:
        self._maybe_block("__exit__")

    async def __aenter__(self) -> object:
        return self

    async def __aexit__(self, *args: object) -> None:
        wait_async(f"{self._name}.__aexit__")

    def __iter__(self) -> Iterator[Any]:
        self._maybe_block("__iter__")
        return iter([Result()])

    def __getitem__(self, key: object) -> Any:
        return make_result(self._members.get("[]", ""), self)

    def __or__(self, other: object) -> Any:
        return make_result(self._members["|"], self) if "|" in self._members else NotImplemented

    __ror__ = __or__

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") or "*" not in self._members:
            raise AttributeError(name)
        return Member(f"{self._name}.{name}", self._members["*"]).__get__(self, type(self))

    def _maybe_block(self, name: str) -> None:
        if self._members.get(name, "").startswith("!"):
            block(self._name if name == "__init__" else f"{self._name}.{name}")


def _build_class(name: str, members: dict[str, str]) -> type:
    module, _, short = name.rpartition(".")
    named = {key: spec for key, spec in members.items() if key.isidentifier() and key[:2] != "__"}
    namespace: dict[str, Any] = {key: Member(f"{name}.{key}", spec) for key, spec in named.items()}
    if "()" in members:
        namespace["__call__"] = Member(f"{name}.__call__", members["()"])
    return type(short, (_Standin,), namespace | {"__module__": module, "_name": name, "_members": members})


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
        if name == "__all__":
            below = (each.rpartition(".") for each in _TABLES if _is_class(each))
            return [*members, *(last for module, _, last in below if module == self.__name__)]
        spec = members.get(name, members.get("*"))
        if spec is not None and not name.startswith("__"):
            return make_result(spec[1:], None) if spec.startswith("=") else _named_function(full, spec)
        if name[:1].isupper() and (name.endswith(("Error", "Exception"))):
            error = type(name, (Exception,), {"__module__": self.__name__})
            setattr(self, name, error)
            return error
        raise AttributeError(name)


def _named_function(symbol: str, spec: str) -> Any:
    target = spec[1:].strip()
    return make_class(target) if spec.startswith(">") else make_function(symbol, spec)


def _is_class(name: str) -> bool:
    return (name in _TABLES and name.rpartition(".")[2][:1].isupper()) or name in _LOWER_CLASSES


def _is_module(name: str) -> bool:
    return name in _MODULES


_LOWER_CLASSES = {name for name in _TABLES if name.startswith(("psycopg2.extensions.", "pymysql.cursors."))}
_MODULES = {
    ".".join(parts[:count])
    for parts in (n.split(".") for n in _TABLES)
    for count in range(1, len(parts) + 1)
    if not _is_class(".".join(parts[:count]))
}
