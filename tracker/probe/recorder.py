"""Records which route held the event loop while an ASGI application served, and with which call.

One module without dependencies: copy it next to a project or import it from here.

    app.add_middleware(RecorderMiddleware)                    # in the application, or
    pytest -p tracker.probe.recorder --clearloop-record=out.json

While a recorder runs, a table of blocking primitives (``WATCHED``) is wrapped; a call made by a thread
that runs an event loop is a call on the loop. What no wrapper sees (C drivers, pure computation) shows
as a stall: a thread looks at the loop's stack whenever its heartbeat stays away. The result is a
``clearloop.probe/1`` document with ``observations`` per route.
"""

from __future__ import annotations

import asyncio
import contextvars
import functools
import importlib
import inspect
import json
import os
import platform
import re
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Awaitable, Callable, Iterator, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import Any

SCHEMA = "clearloop.probe/1"
BEAT_S = 0.01
STALL_S = 0.1
MAX_LAGS = 50_000
MAX_STEPS = 25
MAX_CALLS_A_ROUTE = 100

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Any]]
Send = Callable[[Any], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

# What waits in the calling thread: module, attribute (a dot for a method), and whether this very call
# waits: "always", "socket" (not when the socket is non-blocking), "dialect" and "pool" (not under an
# async driver, whose waiting is the loop's), "future" (not when it is done).
WATCHED = (
    ("time", "sleep", "always"),
    ("socket", "socket.connect", "socket"),
    ("socket", "socket.recv", "socket"),
    ("socket", "socket.recv_into", "socket"),
    ("socket", "socket.sendall", "socket"),
    ("socket", "socket.accept", "socket"),
    ("socket", "getaddrinfo", "always"),
    ("ssl", "SSLSocket.read", "socket"),
    ("ssl", "SSLSocket.recv", "socket"),
    ("ssl", "SSLSocket.recv_into", "socket"),
    ("ssl", "SSLSocket.sendall", "socket"),
    ("ssl", "SSLSocket.do_handshake", "socket"),
    ("subprocess", "Popen.wait", "always"),
    ("subprocess", "Popen.communicate", "always"),
    ("concurrent.futures", "Future.result", "future"),
    ("threading", "Thread.join", "always"),
    ("sqlalchemy.pool.base", "Pool.connect", "pool"),
    ("sqlalchemy.engine.default", "DefaultDialect.do_execute", "dialect"),
    ("sqlalchemy.engine.default", "DefaultDialect.do_execute_no_params", "dialect"),
    ("sqlalchemy.engine.default", "DefaultDialect.do_executemany", "dialect"),
    ("sqlalchemy.engine.default", "DefaultDialect.do_commit", "dialect"),
    ("psycopg", "Connection.connect", "always"),
    ("psycopg", "Connection.commit", "always"),
    ("psycopg", "Cursor.execute", "always"),
    ("psycopg", "Cursor.executemany", "always"),
    ("pymongo.collection", "Collection.find_one", "always"),
)
POOL = "sqlalchemy.pool.base.Pool.connect"

# Whose code was running, by the innermost frame of the framework above the call.
PARTS = (
    ("starlette.middleware", "middleware"),
    ("fastapi.middleware", "middleware"),
    ("starlette._exception_handler", "exception-handler"),
    ("starlette.routing", ""),
    ("fastapi.routing", ""),
    ("fastapi.dependencies", ""),
)

STALL = "event loop held"
IDLE_MODULES = {"selectors", "asyncio.base_events", "asyncio.runners", "asyncio.selector_events"}
POOL_WAIT_S = 0.001  # below it a checkout only took a connection that lay ready
SESSION = "clearloop-session"
MARK = "clearloop.request"
WRAPPER = "watched"
THIS_FILE = os.path.realpath(__file__)

_active: Recorder | None = None
_request: contextvars.ContextVar[Request | None] = contextvars.ContextVar("clearloop_request", default=None)
_inside = threading.local()


@dataclass(slots=True)
class Call:
    """One blocking call of one route from one place, however often it happened."""

    symbol: str
    context: str
    stack: list[dict[str, Any]]
    count: int = 0
    held_s: float = 0.0

    def place(self) -> tuple[object, ...]:
        return (self.symbol, self.context, *((step["file"], step["line"]) for step in self.stack))

    def happened(self, seconds: float) -> Call:
        self.count += 1
        self.held_s = max(self.held_s, seconds)
        return self


@dataclass(slots=True)
class Observed:
    """A route (or, without a method, a part of the application outside routes) and its calls."""

    method: str
    path: str
    handler: str
    requests: int = 0
    calls: dict[tuple[object, ...], Call] = field(default_factory=dict)

    def add(self, call: Call) -> None:
        known = self.calls.get(call.place())
        if known is not None:
            known.count += call.count
            known.held_s = max(known.held_s, call.held_s)
        elif len(self.calls) < MAX_CALLS_A_ROUTE:
            self.calls[call.place()] = call


@dataclass(slots=True, eq=False)
class Request:
    """A request in flight. Its route is known only once the router has run, hence the late reading."""

    scope: Scope
    path: str
    calls: list[Call] = field(default_factory=list)

    def route(self) -> tuple[str, str, str]:
        """Method, path template and handler; the raw path and no handler where nothing matched."""
        pattern = getattr(self.scope.get("route"), "path", None)
        method = str(self.scope.get("method", "WS"))
        if pattern is None:
            return method, self.path, ""
        path = template(self.path, pattern, self.scope.get("path_params") or {})
        return method, path, handler_name(self.scope.get("endpoint"))


class Recorder:
    """Collects until ``stop``; ``document`` may be read at any time. One recorder runs at a time."""

    def __init__(self, *, root: str | Path | None = None, stall_s: float = STALL_S) -> None:
        self.root = os.path.realpath(root or Path.cwd())
        self.stall_s = stall_s
        self.started = time.time()
        self.lags: deque[float] = deque(maxlen=MAX_LAGS)
        self.pool_waits: deque[float] = deque(maxlen=MAX_LAGS)
        self.pool_timeouts = 0
        self.routes: dict[tuple[str, str, str], Observed] = {}
        self.threads = {"tokens": 0, "borrowed_max": 0, "waiting_max": 0}
        self.loop = ""
        self.hearts: dict[asyncio.AbstractEventLoop, Heart] = {}
        self.lock = threading.Lock()
        self._stopped = threading.Event()

    def start(self) -> Recorder:
        """Wrap the watched calls and begin to look for stalls; raises RuntimeError when one runs."""
        global _active
        if _active is not None:
            raise RuntimeError("a recorder is already running")
        _active = self
        PATCHES.install(self.root)
        threading.Thread(target=self._watch, name="clearloop-watch", daemon=True).start()
        return self

    def stop(self) -> None:
        """Unwrap everything; the document stays readable."""
        global _active
        self._stopped.set()
        if _active is self:
            _active = None
            PATCHES.remove()

    def reset(self) -> None:
        """Forget what was recorded so far, for a fresh measurement in the same process."""
        with self.lock:
            self.lags.clear()
            self.pool_waits.clear()
            self.pool_timeouts = 0
            self.routes.clear()
            self.threads.update(borrowed_max=0, waiting_max=0)
            self.started = time.time()

    async def serve(self, app: App, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one ASGI call and account for it."""
        PATCHES.install(self.root)
        self.listen()
        if scope["type"] not in {"http", "websocket"} or MARK in scope:
            await app(scope, receive, send)
            return
        request = scope[MARK] = Request(scope, own_path(scope))
        token = _request.set(request)
        try:
            await app(scope, receive, send)
        finally:
            _request.reset(token)
            self.listen()
            self._finish(request)

    def saw(self, symbol: str, seconds: float, frame: FrameType) -> None:
        """Account for one blocking call that just ended in this thread."""
        request = _request.get()
        context = "loop" if runs_loop() else "thread"
        if request is not None or context == "loop":
            part = part_of(frame) if context == "loop" else ""
            self.note(request, part, Call(symbol, context, self.stack(frame)).happened(seconds))

    def note(self, request: Request | None, part: str, call: Call) -> None:
        """Keep a call for its request, or at once for the part outside routes that made it."""
        with self.lock:
            if request is not None and not part:
                request.calls.append(call)
            elif call.stack:
                self._route(("", part or "outside requests", "")).add(call)

    def _finish(self, request: Request) -> None:
        with self.lock:
            route = self._route(request.route())
            route.requests += 1
            for call in request.calls:
                route.add(call)
            request.calls.clear()

    def _route(self, key: tuple[str, str, str]) -> Observed:
        return self.routes.setdefault(key, Observed(*key))

    def stack(self, frame: FrameType) -> list[dict[str, Any]]:
        """The project's own frames around ``frame``, outermost first, at most MAX_STEPS innermost ones."""
        steps = [step for here in outwards(frame) if (step := self._step(here))]
        return steps[:MAX_STEPS][::-1]

    def _step(self, frame: FrameType) -> dict[str, Any] | None:
        file = project_file(frame.f_code.co_filename, self.root)
        if file is None:
            return None
        name = f"{frame.f_globals.get('__name__', '')}:{plain(frame.f_code.co_qualname)}"
        return {"symbol": name, "file": file, "line": frame.f_lineno}

    def listen(self) -> None:
        """Give the running loop a heartbeat and note how its thread pool fares."""
        loop = asyncio.get_running_loop()
        if loop not in self.hearts:
            self.loop = type(loop).__module__.partition(".")[0]
            self.hearts[loop] = Heart(self, loop)
        self.hearts[loop].look_at_threads()

    def _watch(self) -> None:
        """In its own thread: look at every loop whose heartbeat stays away."""
        while not self._stopped.wait(self.stall_s / 4):
            for loop, heart in list(self.hearts.items()):
                if loop.is_closed():
                    self.hearts.pop(loop, None)
                else:
                    heart.check()

    def document(self, **about: Any) -> dict[str, Any]:
        """The ``clearloop.probe/1`` document so far; ``about`` adds commit, label and the like."""
        with self.lock:
            observed = sorted(self.routes.values(), key=lambda route: (route.path, route.method))
            return {
                "schema": SCHEMA,
                "commit": "",
                "dirty": False,
                "app": "",
                **about,
                "environment": {**machine(), "loop": self.loop, **self._tokens()},
                "runs": [],
                "recording": self._recording(),
                "observations": [observation(route) for route in observed],
            }

    def _recording(self) -> dict[str, Any]:
        return {
            "seconds": round(time.time() - self.started, 3),
            "requests": sum(route.requests for route in self.routes.values()),
            "pid": os.getpid(),
            "loop_lag_ms": percentiles(self.lags),
            "threadpool": dict(self.threads),
            "pool_waits_ms": {**percentiles(self.pool_waits), "timeouts": self.pool_timeouts},
        }

    def _tokens(self) -> dict[str, int]:
        return {"threadpool_tokens": self.threads["tokens"]} if self.threads["tokens"] else {}


class Heart:
    """The heartbeat of one loop: how late it is, and who holds the loop when it stays away."""

    def __init__(self, recorder: Recorder, loop: asyncio.AbstractEventLoop) -> None:
        self.recorder = recorder
        self.loop = loop
        self.thread = threading.get_ident()
        self.limiter = thread_limiter()
        self.due = loop.time() + BEAT_S
        self.stall: tuple[Request | None, str, Call] | None = None
        loop.call_later(BEAT_S, self.beat)

    def beat(self) -> None:
        now = self.loop.time()
        late = max(0.0, now - self.due)
        self.recorder.lags.append(late)
        if self.stall is not None:
            request, part, call = self.stall
            self.stall = None
            self.recorder.note(request, part, call.happened(late))
        self.look_at_threads()
        if _active is self.recorder:
            self.due = now + BEAT_S
            self.loop.call_later(BEAT_S, self.beat)

    def check(self) -> None:
        """From the watching thread: who holds a loop that is late? A watched call explains itself."""
        if self.stall is not None or self.loop.time() - self.due < self.recorder.stall_s:
            return
        frame = sys._current_frames().get(self.thread)
        if frame is None or is_idle(frame) or is_watched(frame):
            return
        call = Call(STALL, "loop", self.recorder.stack(frame))
        if call.stack:
            self.stall = (request_of(frame), part_of(frame), call)

    def look_at_threads(self) -> None:
        if self.limiter is None:
            return
        figures, threads = self.limiter.statistics(), self.recorder.threads
        threads["tokens"] = int(min(figures.total_tokens, 1_000_000))
        threads["borrowed_max"] = max(threads["borrowed_max"], figures.borrowed_tokens)
        threads["waiting_max"] = max(threads["waiting_max"], figures.tasks_waiting)


class Patches:
    """The wrappers of WATCHED: put in as their modules get imported, taken out together."""

    def __init__(self) -> None:
        self.pending = list(WATCHED)
        self.undo: list[Callable[[], None]] = []
        self.lock = threading.Lock()

    def install(self, root: str) -> None:
        """Wrap what can be wrapped by now. Cheap when there is nothing new."""
        if not any(row[0] in sys.modules for row in self.pending):
            return
        with self.lock:
            for row in [row for row in self.pending if row[0] in sys.modules]:
                self.pending.remove(row)
                self._wrap(*row, root)

    def _wrap(self, module_name: str, attribute: str, waits: str, root: str) -> None:
        holder: Any = sys.modules[module_name]
        *classes, name = attribute.split(".")
        for part in classes:
            holder = getattr(holder, part, None)
        original = getattr(holder, name, None)
        if original is None:
            return
        symbol = f"{module_name}.{attribute}"
        wrapper = watch_pool(symbol, original) if symbol == POOL else watch(symbol, original, WAITS[waits])
        for owner in [holder, *importers_of(original, name, root, bare=not classes)]:
            self._replace(owner, name, wrapper)

    def _replace(self, owner: Any, name: str, wrapper: Callable[..., Any]) -> None:
        if name in vars(owner):
            self.undo.append(functools.partial(setattr, owner, name, vars(owner)[name]))
        else:
            self.undo.append(functools.partial(delattr, owner, name))
        setattr(owner, name, wrapper)

    def remove(self) -> None:
        with self.lock:
            for step in reversed(self.undo):
                step()
            self.undo.clear()
            self.pending = list(WATCHED)


def watch(symbol: str, original: Callable[..., Any], waits: Callable[[Any], bool]) -> Callable[..., Any]:
    """``original``, telling the recorder of each outermost call that waits."""

    @functools.wraps(original)
    def watched(*args: Any, **kwargs: Any) -> Any:
        recorder = _active
        if recorder is None or getattr(_inside, "busy", False) or not waits(args[0] if args else None):
            return original(*args, **kwargs)
        _inside.busy = True
        started = time.perf_counter()
        try:
            return original(*args, **kwargs)
        finally:
            _inside.busy = False
            recorder.saw(symbol, time.perf_counter() - started, sys._getframe(1))

    return watched


def watch_pool(symbol: str, original: Callable[..., Any]) -> Callable[..., Any]:
    """A pool's checkout: each wait is timed; under a synchronous driver a long one blocks as well."""

    @functools.wraps(original)
    def watched(pool: Any, *args: Any, **kwargs: Any) -> Any:
        recorder = _active
        if recorder is None or getattr(_inside, "busy", False):
            return original(pool, *args, **kwargs)
        blocks = dialect_waits(getattr(pool, "_dialect", None))
        _inside.busy = blocks  # greenlets of an async driver share this thread, so only for a sync one
        started = time.perf_counter()
        try:
            return original(pool, *args, **kwargs)
        except Exception as error:
            recorder.pool_timeouts += type(error).__name__ == "TimeoutError"
            raise
        finally:
            seconds = time.perf_counter() - started
            recorder.pool_waits.append(seconds)
            if blocks:
                _inside.busy = False
            if blocks and seconds > POOL_WAIT_S:
                recorder.saw(symbol, seconds, sys._getframe(1))

    return watched


def importers_of(original: object, name: str, root: str, *, bare: bool) -> list[Any]:
    """Project modules that took a watched function by ``from module import name``."""
    if not bare:
        return []
    return [
        module
        for module in list(sys.modules.values())
        if getattr(module, "__dict__", {}).get(name) is original
        and project_file(getattr(module, "__file__", None) or "", root) is not None
    ]


def socket_waits(sock: Any) -> bool:
    return bool(sock.gettimeout() != 0)


def dialect_waits(dialect: Any) -> bool:
    return not getattr(dialect, "is_async", False)


WAITS: Mapping[str, Callable[[Any], bool]] = {
    "always": lambda _: True,
    "socket": socket_waits,
    "dialect": dialect_waits,
    "pool": lambda _: True,
    "future": lambda future: not future.done(),
}


def runs_loop() -> bool:
    """Whether this thread is running an event loop right now."""
    return asyncio._get_running_loop() is not None


def thread_limiter() -> Any:
    """The limiter of the worker threads that serve ``def`` routes, where anyio is in use."""
    to_thread = sys.modules.get("anyio.to_thread")
    if to_thread is None or asyncio.current_task() is None:
        return None
    return to_thread.current_default_thread_limiter()


def outwards(frame: FrameType | None) -> Iterator[FrameType]:
    while frame is not None:
        yield frame
        frame = frame.f_back


def is_idle(frame: FrameType) -> bool:
    """Whether a loop's thread is waiting for events, so that only the machine was late."""
    return str(frame.f_globals.get("__name__", "")) in IDLE_MODULES


def is_watched(frame: FrameType) -> bool:
    return any(here.f_code.co_name == WRAPPER and here.f_globals is globals() for here in outwards(frame))


def part_of(frame: FrameType) -> str:
    """``middleware`` or ``exception-handler`` when that is whose code runs, empty inside a route."""
    for here in outwards(frame):
        module = str(here.f_globals.get("__name__", ""))
        for prefix, part in PARTS:
            if module.startswith(prefix):
                return part
    return ""


def request_of(frame: FrameType) -> Request | None:
    """The request that a thread's stack serves, found by the ASGI scope among its local variables."""
    for here in outwards(frame):
        if "scope" in here.f_code.co_varnames:
            scope = here.f_locals.get("scope")
            if isinstance(scope, MutableMapping) and isinstance(scope.get(MARK), Request):
                found: Request = scope[MARK]
                return found
    return None


@functools.cache
def project_file(filename: str, root: str) -> str | None:
    """The path below ``root`` with forward slashes; None for installed packages and everything else."""
    full = os.path.realpath(filename) if filename and not filename.startswith("<") else ""
    if not full.startswith(root + os.sep) or full == THIS_FILE:
        return None
    relative = Path(full).relative_to(root)
    installed = {"site-packages", "dist-packages", ".venv", "venv"} & set(relative.parts)
    return None if installed else relative.as_posix()


def plain(qualified: str) -> str:
    """``outer.<locals>.inner`` as ``outer.inner``."""
    return qualified.replace(".<locals>.", ".")


def handler_name(endpoint: Any) -> str:
    """``pkg.mod:func`` of a handler, looking through partials and well-behaved decorators."""
    while isinstance(endpoint, functools.partial):
        endpoint = endpoint.func
    function = inspect.unwrap(endpoint) if callable(endpoint) else endpoint
    named = function if hasattr(function, "__qualname__") else type(function)
    return f"{getattr(named, '__module__', '')}:{plain(getattr(named, '__qualname__', ''))}"


def own_path(scope: Scope) -> str:
    """The requested path without the prefix of a proxy in front of the application."""
    path, proxy = str(scope.get("path", "")), str(scope.get("root_path", ""))
    return path[len(proxy) :] if proxy and path.startswith(f"{proxy}/") else path


def template(path: str, pattern: str, values: Mapping[str, Any]) -> str:
    """The full template of a requested path, given the innermost route's own ``pattern``.

    Prefixes of included and mounted routers are read off the requested path; segments that equal a
    path parameter of a prefix become that parameter.
    """
    bare = re.sub(r":\w+\}", "}", pattern)
    inner = re.sub(r"\\\{(\w+)\\\}", r".+?", re.escape(bare))
    match = re.match(f"(?P<prefix>.*?){inner}/?$", path)
    if match is None:
        return bare
    own = set(re.findall(r"\{(\w+)\}", bare))
    names = {str(value): name for name, value in values.items() if name not in own}
    parts = match["prefix"].split("/")
    return "/".join(f"{{{names[part]}}}" if part in names else part for part in parts) + bare


def percentiles(seconds: Sequence[float] | deque[float]) -> dict[str, Any]:
    """p50, p95, p99 and max in milliseconds by nearest rank, with the number of values."""
    ordered = sorted(seconds)
    if not ordered:
        return {"count": 0}
    ranks = {"p50": 0.5, "p95": 0.95, "p99": 0.99, "max": 1.0}
    last = len(ordered) - 1
    figures = {
        name: round(ordered[min(last, int(share * len(ordered)))] * 1000, 3) for name, share in ranks.items()
    }
    return {"count": len(ordered), **figures}


def observation(route: Observed) -> dict[str, Any]:
    calls = sorted(route.calls.values(), key=lambda call: (call.context, -call.held_s))
    return {
        "method": route.method,
        "path": route.path,
        "handler": route.handler,
        "requests": route.requests,
        "calls": [
            {
                "symbol": call.symbol,
                "context": call.context,
                "count": call.count,
                "held_ms": round(call.held_s * 1000, 3),
                "stack": call.stack,
            }
            for call in calls
        ],
    }


def machine() -> dict[str, Any]:
    """The environment every document carries, so that only like is compared with like."""
    return {
        "system": platform.system(),
        "machine": platform.machine(),
        "cores": os.cpu_count() or 0,
        "python": platform.python_version(),
    }


def revision(root: str | Path) -> dict[str, Any]:
    """{"commit", "dirty"} of a git checkout; an empty commit where there is none."""
    try:
        return {
            "commit": git(root, "rev-parse", "HEAD"),
            "dirty": bool(git(root, "status", "--porcelain", "--untracked-files=no")),
        }
    except (OSError, subprocess.CalledProcessError):
        return {"commit": "", "dirty": False}


def git(root: str | Path, *arguments: str) -> str:
    command = ["git", "-C", str(root), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603  # a list, no shell
    return done.stdout.strip()


class RecorderMiddleware:
    """ASGI middleware that records the application below it; add it last, so that it is outermost.

    With ``endpoint`` (a path such as ``/-/clearloop``) the document so far is served there as JSON, and
    ``?reset=1`` starts afresh. It shows code positions: leave it off where strangers can reach it.
    """

    def __init__(self, app: App, *, endpoint: str = "", root: str | Path | None = None) -> None:
        self.app = app
        self.endpoint = endpoint
        self.recorder = _active or Recorder(root=root).start()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self.endpoint and scope["type"] == "http" and own_path(scope) == self.endpoint:
            await self._answer(scope, send)
        else:
            await self.recorder.serve(self.app, scope, receive, send)

    async def _answer(self, scope: Scope, send: Send) -> None:
        self.recorder.listen()
        body = json.dumps(self.recorder.document()).encode()
        if scope.get("query_string") == b"reset=1":
            self.recorder.reset()
        headers = [(b"content-type", b"application/json"), (b"cache-control", b"no-store")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": body})


def pytest_addoption(parser: Any) -> None:
    group = parser.getgroup("clearloop")
    group.addoption("--clearloop-record", metavar="FILE", help="write what held the event loop to FILE")
    group.addoption("--clearloop-root", metavar="DIR", help="the project whose frames count")


def pytest_configure(config: Any) -> None:
    if config.getoption("--clearloop-record"):
        root = config.getoption("--clearloop-root") or config.rootpath
        config.pluginmanager.register(Session(Recorder(root=root)).start(), SESSION)


def pytest_unconfigure(config: Any) -> None:
    """Write the document; parallel workers each write a file of their own."""
    session = config.pluginmanager.get_plugin(SESSION)
    if session is not None:
        worker = getattr(config, "workerinput", {}).get("workerid", "")
        path = Path(config.getoption("--clearloop-record"))
        session.finish(path.with_suffix(f".{worker}{path.suffix}") if worker else path)


class Session:
    """A recorder over a whole test run: every Starlette application is recorded as it is called."""

    def __init__(self, recorder: Recorder) -> None:
        self.recorder = recorder

    def start(self) -> Session:
        applications = importlib.import_module("starlette.applications")
        self.application = applications.Starlette
        self.original = original = self.application.__call__
        recorder = self.recorder

        async def recorded(app: Any, scope: Scope, receive: Receive, send: Send) -> None:
            await recorder.serve(functools.partial(original, app), scope, receive, send)

        self.application.__call__ = recorded
        recorder.start()
        return self

    def finish(self, path: Path) -> None:
        """Stop and write the document."""
        self.recorder.stop()
        self.application.__call__ = self.original
        about = revision(self.recorder.root)
        path.write_text(json.dumps(self.recorder.document(label="test run", **about), indent=1))


PATCHES = Patches()
