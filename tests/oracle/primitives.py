"""Makes the primitives report themselves: sleeps, sockets, processes, HTTP clients, waits, local files."""

from __future__ import annotations

import concurrent.futures
import functools
import os
import queue
import socket
import sqlite3
import sys
import threading
import time
from collections.abc import Callable
from types import FrameType
from typing import Any

import aiosqlite
import httpx

from tests.oracle.recorder import RECORDER, block, quiet, wait_async

_LONGEST_SLEEP = 0.002
_WAITING = ("/threading.py", "/queue.py", "/concurrent/futures/_base.py", "/concurrent/futures/thread.py")
_LOOPBACK_SUFFIXES = (".test", ".example", ".invalid", "example.com", "example.org")


def install(loopback: tuple[str, int]) -> None:
    """Patch this process, once. Host names of test domains resolve to ``loopback``, a harmless server."""
    _install_sleep()
    _install_sockets(loopback)
    _install_waits()
    _install_sqlite3()
    _install_async_clients()
    sys.addaudithook(_audit)


def _install_sleep() -> None:
    real = time.sleep

    def sleep(seconds: float) -> None:
        block("time.sleep")
        real(min(float(seconds), _LONGEST_SLEEP))

    setattr(time, "sleep", sleep)  # noqa: B010  (the stub's overload says more than a patch needs)


def _install_sockets(loopback: tuple[str, int]) -> None:
    for name in ("connect", "recv", "recv_into", "recvfrom", "send", "sendall", "sendto", "accept"):
        setattr(socket.socket, name, _socket_method(name, getattr(socket.socket, name), loopback))
    real = socket.getaddrinfo

    @functools.wraps(real)
    def getaddrinfo(host: Any, port: Any, *args: Any, **kwargs: Any) -> Any:
        block("socket.getaddrinfo")
        name = host.decode() if isinstance(host, bytes) else host
        if isinstance(name, str) and name.endswith(_LOOPBACK_SUFFIXES):
            host, port = loopback
        return real(host, port, *args, **kwargs)

    socket.getaddrinfo = getaddrinfo
    socket.gethostbyname = _noted("socket.gethostbyname", lambda name: loopback[0])


def _socket_method(name: str, real: Callable[..., Any], loopback: tuple[str, int]) -> Callable[..., Any]:
    @functools.wraps(real)
    def method(self: socket.socket, *args: Any, **kwargs: Any) -> Any:
        if self.gettimeout() != 0.0:
            block(f"socket.socket.{name}")
        if name == "connect" and isinstance(args[0], tuple) and _is_loopback(*args[0][:2]):
            args = (loopback,)
        return real(self, *args, **kwargs)

    return method


def _is_loopback(host: object, port: object) -> bool:
    return port == 80 or str(host).endswith(_LOOPBACK_SUFFIXES)


def _install_waits() -> None:
    targets: list[tuple[Any, str, str]] = [
        (concurrent.futures.Future, "result", "concurrent.futures.Future.result"),
        (concurrent.futures.Future, "exception", "concurrent.futures.Future.exception"),
        (threading.Event, "wait", "threading.Event.wait"),
        (threading.Condition, "wait", "threading.Condition.wait"),
        (threading.Thread, "join", "threading.Thread.join"),
        (threading.Barrier, "wait", "threading.Barrier.wait"),
        (queue.Queue, "get", "queue.Queue.get"),
        (queue.Queue, "join", "queue.Queue.join"),
        (concurrent.futures, "wait", "concurrent.futures.wait"),
    ]
    for owner, name, symbol in targets:
        setattr(owner, name, _wait(symbol, getattr(owner, name)))


def _wait(symbol: str, real: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(real)
    def waiting(*args: Any, **kwargs: Any) -> Any:
        if kwargs.get("block", True) and _asked_by_project(sys._getframe(1)):
            block(symbol)
        return real(*args, **kwargs)

    return waiting


def _asked_by_project(frame: FrameType | None) -> bool:
    """A wait counts when the project asked for it; a pool's or an executor's own book-keeping does not."""
    while frame is not None and frame.f_code.co_filename.endswith(_WAITING):
        if frame.f_code.co_name in ("shutdown", "start"):
            return False
        frame = frame.f_back
    return frame is not None and RECORDER.is_project(frame.f_code.co_filename)


class _Cursor(sqlite3.Cursor):
    def execute(self, *args: Any, **kwargs: Any) -> Any:
        block("sqlite3.Cursor.execute")
        return super().execute(*args, **kwargs)

    def executemany(self, *args: Any, **kwargs: Any) -> Any:
        block("sqlite3.Cursor.executemany")
        return super().executemany(*args, **kwargs)

    def executescript(self, *args: Any, **kwargs: Any) -> Any:
        block("sqlite3.Cursor.executescript")
        return super().executescript(*args, **kwargs)

    def fetchone(self) -> Any:
        block("sqlite3.Cursor.fetchone")
        return super().fetchone()

    def fetchall(self) -> Any:
        block("sqlite3.Cursor.fetchall")
        return super().fetchall()


class _Connection(sqlite3.Connection):
    def cursor(self, factory: Any = _Cursor) -> Any:
        return super().cursor(factory)

    def execute(self, *args: Any, **kwargs: Any) -> Any:
        block("sqlite3.Connection.execute")
        return super().execute(*args, **kwargs)

    def executemany(self, *args: Any, **kwargs: Any) -> Any:
        block("sqlite3.Connection.executemany")
        return super().executemany(*args, **kwargs)

    def executescript(self, *args: Any, **kwargs: Any) -> Any:
        block("sqlite3.Connection.executescript")
        return super().executescript(*args, **kwargs)

    def commit(self) -> None:
        block("sqlite3.Connection.commit")
        super().commit()

    def rollback(self) -> None:
        block("sqlite3.Connection.rollback")
        super().rollback()

    def __exit__(self, *args: Any) -> Any:
        block("sqlite3.Connection.__exit__")
        return super().__exit__(*args)


def _install_sqlite3() -> None:
    real = sqlite3.connect

    def connect(*args: Any, **kwargs: Any) -> Any:
        if not RECORDER.is_project(sys._getframe(1).f_code.co_filename):
            return real(*args, **kwargs)
        block("sqlite3.connect")
        kwargs.setdefault("factory", _Connection)
        return real(*args, **kwargs)

    sqlite3.connect = connect


def _install_async_clients() -> None:
    httpx.AsyncClient.send = _noted_coroutine(  # type: ignore[method-assign]  # patched for the process
        "httpx.AsyncClient.send", httpx.AsyncClient.send
    )
    for name in ("_execute", "_connect"):
        real = getattr(aiosqlite.core.Connection, name)
        setattr(aiosqlite.core.Connection, name, _noted_aiosqlite(f"aiosqlite.Connection.{name[1:]}", real))
    os.popen = _noted("os.popen", os.popen)


def _noted(symbol: str, real: Callable[..., Any]) -> Callable[..., Any]:
    def noted(*args: Any, **kwargs: Any) -> Any:
        block(symbol)
        return real(*args, **kwargs)

    return noted


def _noted_coroutine(symbol: str, real: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(real)
    async def noted(*args: Any, **kwargs: Any) -> Any:
        wait_async(symbol)
        return await real(*args, **kwargs)

    return noted


def _noted_aiosqlite(symbol: str, real: Callable[..., Any]) -> Callable[..., Any]:
    """Used by the project itself it is I/O; under SQLAlchemy the engine's own events tell."""

    @functools.wraps(real)
    async def noted(*args: Any, **kwargs: Any) -> Any:
        frame: FrameType | None = sys._getframe(1)
        while frame is not None and "/aiosqlite/" in frame.f_code.co_filename:
            frame = frame.f_back
        if frame is not None and RECORDER.is_project(frame.f_code.co_filename):
            wait_async(symbol)
        return await real(*args, **kwargs)

    return noted


def _audit(event: str, args: tuple[object, ...]) -> None:
    if not RECORDER.active:
        return
    if event == "subprocess.Popen":
        _note_process(sys._getframe(1))
    elif event in ("os.system", "shutil.copyfile", "shutil.rmtree"):
        RECORDER.note("block" if event == "os.system" else "file", event)
    elif event in ("open", "os.listdir", "os.remove", "os.mkdir", "os.rename") and _opens_file(args):
        with quiet():
            imported = _is_import(sys._getframe(1))
        if not imported:
            RECORDER.note("file", event)


def _note_process(frame: FrameType | None) -> None:
    while frame is not None and not RECORDER.is_project(frame.f_code.co_filename):
        if "/asyncio/" in frame.f_code.co_filename:
            wait_async("asyncio.create_subprocess_exec")
            return
        frame = frame.f_back
    block("subprocess.Popen")


def _opens_file(args: tuple[object, ...]) -> bool:
    return not (args and isinstance(args[0], int))


def _is_import(frame: FrameType | None) -> bool:
    while frame is not None:
        if frame.f_code.co_filename.startswith("<frozen importlib"):
            return True
        frame = frame.f_back
    return False
