"""What was seen while an app was served: every blocking or asynchronous I/O call, with who called it.

A *snapshot* is the chain of project functions on the stack. It continues through the coroutine that
awaits a worker thread or a task (``parent``), and through SQLAlchemy's greenlets, and ends where the
framework enters the code that serves one route, a middleware, an exception handler or the lifespan.
"""

from __future__ import annotations

import inspect
import sys
import threading
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import CodeType, FrameType
from typing import Literal

import greenlet  # type: ignore[import-untyped]  # ships no types
from starlette.endpoints import HTTPEndpoint, WebSocketEndpoint

Kind = Literal["block", "file", "async"]
Scope = Literal["route", "middleware", "exception-handler", "lifespan", "import"]
Link = Literal["task", "offload", "thread"]

_HERE = str(Path(__file__).parent)
_PLUMBING = ("contextlib", "functools", "starlette", "fastapi", "anyio", "asyncio", "threading", "concurrent")
_ROUTE_MARKERS = {
    "request_response.<locals>.app.<locals>.app",
    "websocket_session.<locals>.app.<locals>.app",
    "HTTPEndpoint.dispatch",
    "WebSocketEndpoint.dispatch",
}
_LIBRARY_MIDDLEWARE = ("starlette/middleware/base.py", "starlette/middleware/authentication.py")
_ENDPOINTS = (HTTPEndpoint, WebSocketEndpoint)
_ASGI = ("self", "scope", "receive", "send")
_SERVER_MARKERS: dict[str, Scope] = {
    "RequestResponseCycle.run_asgi": "middleware",
    "LifespanOn.main": "lifespan",
}
_DRIVER_MARKERS: dict[str, Scope] = {
    "drive_request": "middleware",
    "drive_websocket": "middleware",
    "drive_lifespan": "lifespan",
    "load_app": "import",
}


@dataclass(frozen=True)
class Unit:
    """One project function: where it is written and what kind of callable it is."""

    module: str
    qualname: str
    file: str
    line: int
    is_async: bool

    @property
    def name(self) -> str:
        return f"{self.module}:{self.qualname}"


@dataclass(frozen=True)
class Snapshot:
    units: tuple[Unit, ...]
    library: tuple[str, ...]
    scope: Scope | None
    parent: Snapshot | None = None
    link: Link | None = None

    def linked(self) -> Iterator[tuple[Unit, Link]]:
        """The units that wait for this work from another thread or task, nearest first."""
        step = self
        while step.scope is None and step.parent is not None and step.link is not None:
            for unit in step.parent.units:
                yield unit, step.link
            step = step.parent

    def origin(self) -> Scope | None:
        step: Snapshot | None = self
        while step is not None:
            if step.scope is not None:
                return step.scope
            step = step.parent
        return None


@dataclass(frozen=True)
class Event:
    kind: Kind
    symbols: tuple[str, ...]
    on_loop: bool
    request: int | None
    scope: Scope
    snapshot: Snapshot

    @property
    def entry(self) -> str:
        """What the project called: the library function nearest to it, or the primitive itself."""
        named = [s for s in self.snapshot.library if not s.startswith(_PLUMBING)]
        return named[-1] if named and not self.symbols[0].startswith("time.") else self.symbols[0]


@dataclass
class Recorder:
    """The events of one case; ``request`` numbers the one being served now."""

    root: str = ""
    active: bool = False
    loop_thread: int = 0
    request: int | None = None
    events: list[Event] = field(default_factory=list)
    task_links: weakref.WeakKeyDictionary[object, Snapshot] = field(default_factory=weakref.WeakKeyDictionary)
    _units: dict[tuple[str, int, str], Unit | None] = field(default_factory=dict)

    def begin(self, root: Path, loop_thread: int) -> None:
        self.root = str(root) + "/"
        self.loop_thread = loop_thread
        self.request = None
        self.events = []
        self.active = False
        self._units = {}

    def note(self, kind: Kind, symbol: str) -> None:
        """Note one call that waits (``block``), touches a local file, or does asynchronous I/O."""
        if not self.active or getattr(_state, "quiet", False):
            return
        with quiet():
            snapshot = self.capture()
            scope = snapshot.origin() or ("route" if self.request is not None else "lifespan")
            if not snapshot.units and scope != "route":
                return
            on_loop = threading.get_ident() == self.loop_thread
            symbols = (symbol, *snapshot.library)
            self.events.append(Event(kind, symbols, on_loop, self.request, scope, snapshot))

    def capture(self) -> Snapshot:
        """The project functions on this thread's stack now, innermost first."""
        units: list[Unit] = []
        library: list[str] = []
        scope: Scope | None = None
        inner: FrameType | None = None
        for frame in _frames():
            unit = self.unit_of(frame.f_code)
            if unit is not None:
                units.append(unit)
            elif not units and not frame.f_code.co_filename.startswith(_HERE):
                library.append(_library_name(frame))
            scope = self._scope_at(frame, inner)
            if scope is not None:
                break
            inner = frame
        parent, link = self._parent()
        return Snapshot(
            tuple(units), tuple(library), scope, None if scope else parent, None if scope else link
        )

    def unit_of(self, code: CodeType) -> Unit | None:
        # Not the code object itself: equal functions of two files at the same line compare equal.
        key = (code.co_filename, code.co_firstlineno, code.co_qualname)
        if key not in self._units:
            self._units[key] = self._describe(code)
        return self._units[key]

    def is_project(self, filename: str) -> bool:
        return bool(self.root) and filename.startswith(self.root)

    def _describe(self, code: CodeType) -> Unit | None:
        if not self.is_project(code.co_filename) or not code.co_flags & inspect.CO_OPTIMIZED:
            return None
        if code.co_name.startswith("<") or code.co_filename.endswith("/seed.py"):
            return None
        parts = Path(code.co_filename[len(self.root) :]).with_suffix("").parts
        module = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        is_async = bool(code.co_flags & (inspect.CO_COROUTINE | inspect.CO_ASYNC_GENERATOR))
        qualname = code.co_qualname.replace(".<locals>", "")
        return Unit(module, qualname, code.co_filename[len(self.root) :], code.co_firstlineno, is_async)

    def _scope_at(self, frame: FrameType, inner: FrameType | None) -> Scope | None:
        code = frame.f_code
        filename = code.co_filename
        if code.co_qualname in _ROUTE_MARKERS and "site-packages" in filename:
            return "route"
        if code.co_name == "dispatch" and isinstance(frame.f_locals.get("self"), _ENDPOINTS):
            return "route"
        if code.co_qualname == "Router.lifespan" and "site-packages" in filename:
            return "lifespan"
        if filename.endswith("starlette/_exception_handler.py") and code.co_name == "wrapped_app":
            return "exception-handler" if inner is not None and self._is_handler_call(inner) else None
        if filename.endswith(_LIBRARY_MIDDLEWARE) and code.co_name == "__call__":
            return "middleware"
        if code.co_varnames[: code.co_argcount] == _ASGI and self.is_project(filename):
            return "middleware"
        if "/uvicorn/" in filename:
            return _SERVER_MARKERS.get(code.co_qualname)
        if filename.startswith(_HERE):
            return _DRIVER_MARKERS.get(code.co_name)
        return None

    def _is_handler_call(self, inner: FrameType) -> bool:
        filename = inner.f_code.co_filename
        return self.is_project(filename) or filename.endswith("starlette/concurrency.py")

    def _parent(self) -> tuple[Snapshot | None, Link | None]:
        thread_link: tuple[Snapshot, Link] | None = getattr(_state, "link", None)
        if thread_link is not None:
            return thread_link
        task = _current_task()
        snapshot = self.task_links.get(task) if task is not None else None
        return (snapshot, "task") if snapshot is not None else (None, None)


_state = threading.local()
RECORDER = Recorder()


@contextmanager
def quiet() -> Iterator[None]:
    """Nothing this thread does inside is noted (the harness's own work, and what a noted call does)."""
    before = getattr(_state, "quiet", False)
    _state.quiet = True
    try:
        yield
    finally:
        _state.quiet = before


@contextmanager
def linked(parent: Snapshot, link: Link) -> Iterator[None]:
    """Work run by this thread inside was handed over where ``parent`` was captured."""
    before = getattr(_state, "link", None)
    _state.link = (parent, link)
    try:
        yield
    finally:
        _state.link = before


def block(symbol: str) -> None:
    """Note a blocking call; what the stand-in client libraries call instead of waiting."""
    RECORDER.note("block", symbol)


def wait_async(symbol: str) -> None:
    """Note asynchronous I/O."""
    RECORDER.note("async", symbol)


def _current_task() -> object | None:
    import asyncio

    try:
        return asyncio.current_task()
    except RuntimeError:
        return None


def _frames() -> Iterator[FrameType]:
    frame: FrameType | None = sys._getframe(2)
    current = greenlet.getcurrent()
    while True:
        while frame is not None:
            yield frame
            frame = frame.f_back
        current = current.parent
        if current is None:
            return
        frame = current.gr_frame


def _library_name(frame: FrameType) -> str:
    module = str(frame.f_globals.get("__name__", "?"))
    return f"{module}.{frame.f_code.co_qualname.replace('.<locals>', '')}"
