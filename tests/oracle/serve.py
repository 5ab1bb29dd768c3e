"""Serves one case on a real event-loop thread and sends it every planned request, one at a time."""

from __future__ import annotations

import asyncio
import importlib
import sys
import threading
import warnings
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

from starlette.types import ASGIApp, Message

from tests.oracle import database, garbage, handover
from tests.oracle.inventory import ServedRoute, served_routes
from tests.oracle.recorder import RECORDER, Event
from tests.oracle.requests import Request, plan_requests

_SETTLE_SECONDS = 3.0


@dataclass
class Run:
    """What one served case showed: its routes, the events, and which requests went to which route."""

    routes: list[ServedRoute] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    requests: list[tuple[ServedRoute | None, Request]] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


Server = Callable[[ASGIApp, Run], Awaitable[None]]


def serve_case(root: Path, server: Server | None = None) -> Run:
    """Import ``main`` from ``root``, serve it (in this process unless ``server`` does) and call every route.

    Whatever goes wrong with the case itself is a line in ``problems``.
    """
    run = Run()
    with _import_root(root), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with asyncio.Runner(loop_factory=handover.OracleLoop) as runner:
            runner.run(_serve(root, run, server or _serve_here))
    run.events = RECORDER.events
    RECORDER.begin(Path("/nonexistent"), 0)
    return run


def load_app() -> Any:
    return importlib.import_module("main").app


async def _serve(root: Path, run: Run, server: Server) -> None:
    RECORDER.begin(root, threading.get_ident())
    RECORDER.active = True
    app = load_app()
    RECORDER.active = False
    modules = _case_modules(root)
    seed = getattr(importlib.import_module("seed"), "seed", None) if (root / "seed.py").exists() else None
    await database.prepare_tables(modules, seed)
    run.routes = served_routes(app)
    run.requests = plan_requests(root, run.routes)
    if not run.requests:
        run.problems.append("no route can be called")
    await server(app, run)


async def _serve_here(app: ASGIApp, run: Run) -> None:
    RECORDER.active = True
    started, stop = asyncio.Event(), asyncio.Event()
    lifespan = asyncio.ensure_future(drive_lifespan(app, started, stop, run))
    await _first_of(lifespan, started)
    for number, (route, request) in enumerate(run.requests):
        RECORDER.request = number
        drive = drive_websocket if request.method == "WS" else drive_request
        await _guarded(drive(app, request, run), request, route, run)
        RECORDER.request = None
    stop.set()
    await lifespan
    RECORDER.active = False


async def _guarded(serving: Any, request: Request, route: ServedRoute | None, run: Run) -> None:
    before = asyncio.all_tasks()
    label = f"{request.method} {request.path}"
    try:
        await asyncio.wait_for(serving, _SETTLE_SECONDS * 3)
    except Exception as error:  # noqa: BLE001  (whatever the app raised belongs in its report)
        if not request.raises:
            run.problems.append(f"{label}: raised {type(error).__name__}: {error}")
    else:
        if request.raises:
            run.problems.append(f"{label}: raised nothing")
    if route is None and not request.elsewhere:
        run.problems.append(f"{label}: no route matches")
    await settle(before, label, run)


async def settle(before: set[asyncio.Task[Any]], label: str, run: Run) -> None:
    """Wait for the tasks and threads which the request left behind, then collect what is garbage."""
    left = asyncio.all_tasks() - before
    if left:
        _, pending = await asyncio.wait(left, timeout=_SETTLE_SECONDS)
        if pending:
            run.problems.append(f"{label}: {len(pending)} tasks never end")
            for task in pending:
                task.cancel()
    loop = asyncio.get_running_loop()
    deadline = loop.time() + _SETTLE_SECONDS
    while handover.has_threads() and loop.time() < deadline:
        await asyncio.sleep(0.002)
    garbage.collect()
    await asyncio.sleep(0)


async def _first_of(lifespan: asyncio.Future[None], started: asyncio.Event) -> None:
    waiter = asyncio.ensure_future(started.wait())
    both: list[asyncio.Future[Any]] = [lifespan, waiter]
    await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
    waiter.cancel()


async def drive_lifespan(app: ASGIApp, started: asyncio.Event, stop: asyncio.Event, run: Run) -> None:
    sent_start = False

    async def receive() -> Message:
        nonlocal sent_start
        if not sent_start:
            sent_start = True
            return {"type": "lifespan.startup"}
        await stop.wait()
        return {"type": "lifespan.shutdown"}

    async def send(message: Message) -> None:
        if message["type"].endswith("failed"):
            run.problems.append(f"{message['type']}: {message.get('message', '').strip()[-300:]}")
        started.set()

    scope = {"type": "lifespan", "asgi": {"version": "3.0", "spec_version": "2.0"}, "state": _state}
    try:
        await app(scope, receive, send)
    except Exception as error:  # noqa: BLE001  (as a server does: the protocol is optional)
        run.problems.append(f"lifespan: raised {type(error).__name__}: {error}")


async def drive_request(app: ASGIApp, request: Request, run: Run) -> None:
    done = asyncio.Event()
    unread = [request.body]
    statuses: list[int] = []

    async def receive() -> Message:
        if unread:
            return {"type": "http.request", "body": unread.pop(), "more_body": False}
        await done.wait()
        return {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        if message["type"] == "http.response.start":
            statuses.append(message["status"])
        elif not message.get("more_body"):
            done.set()

    scope = _scope(request) | {"type": "http", "method": request.method}
    await app(scope, receive, send)
    _check_status(request, statuses, run)


def _check_status(request: Request, statuses: list[int], run: Run) -> None:
    status = statuses[0] if statuses else 0
    expected = request.status
    if (expected is None and not 200 <= status < 400) or (expected is not None and status != expected):
        run.problems.append(
            f"{request.method} {request.path}: answered {status}, expected {expected or 'success'}"
        )


async def drive_websocket(app: ASGIApp, request: Request, run: Run) -> None:
    queue: list[Message] = [{"type": "websocket.connect"}]
    queue += [{"type": "websocket.receive", "text": text} for text in request.messages]
    queue.append({"type": "websocket.disconnect", "code": 1000})
    closed = asyncio.Event()

    async def receive() -> Message:
        if queue:
            return queue.pop(0)
        await closed.wait()
        return {"type": "websocket.disconnect", "code": 1000}

    async def send(message: Message) -> None:
        if message["type"] == "websocket.close" and message.get("code", 1000) not in (1000, 1001):
            run.problems.append(f"WS {request.path}: closed with {message.get('code')}")

    scope = _scope(request) | {"type": "websocket", "subprotocols": []}
    try:
        await app(scope, receive, send)
    except Exception as error:  # the disconnect after the last message ends a reading handler
        if type(error).__name__ != "WebSocketDisconnect":
            raise


_state: dict[str, Any] = {}


def _scope(request: Request) -> dict[str, Any]:
    headers = {"host": "case.test"} | request.headers
    return {
        "asgi": {"version": "3.0", "spec_version": "2.3"},
        "http_version": "1.1",
        "scheme": "http",
        "path": request.path,
        "raw_path": request.path.encode(),
        "query_string": request.query.encode(),
        "root_path": "",
        "headers": [(k.encode(), v.encode()) for k, v in headers.items()],
        "client": ("127.0.0.1", 1234),
        "server": ("case.test", 80),
        "state": dict(_state),
    }


def _case_modules(root: Path) -> list[ModuleType]:
    prefix = f"{root}/"
    return [m for m in list(sys.modules.values()) if (getattr(m, "__file__", None) or "").startswith(prefix)]


@contextmanager
def _import_root(root: Path) -> Iterator[None]:
    """Import from ``root`` first, and forget all of it afterwards."""
    _state.clear()
    sys.path.insert(0, str(root))
    importlib.invalidate_caches()
    try:
        yield
    finally:
        sys.path.remove(str(root))
        handover.wait_for_threads(_SETTLE_SECONDS)
        database.forget_engines()
        for module in _case_modules(root):
            sys.modules.pop(module.__name__, None)
        for name in [n for n, m in sys.modules.items() if _is_namespace_of(m, root)]:
            sys.modules.pop(name, None)
        garbage.keep()


def _is_namespace_of(module: ModuleType, root: Path) -> bool:
    paths = getattr(module, "__path__", None)
    return paths is not None and any(str(p).startswith(f"{root}/") for p in list(paths))
