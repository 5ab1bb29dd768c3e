"""Follows work from where it is handed over (a task, a worker thread) to where it runs."""

from __future__ import annotations

import asyncio
import concurrent.futures
import functools
import sys
import threading
from collections.abc import Callable
from typing import Any

from anyio._backends._asyncio import AsyncIOBackend

from tests.oracle.recorder import RECORDER, Link, block, linked, wait_async

_started_threads: list[threading.Thread] = []
_submitted: list[concurrent.futures.Future[Any]] = []


def install() -> None:
    """Patch this process, once, so that work in threads remembers who handed it over."""
    real_anyio = AsyncIOBackend.run_sync_in_worker_thread.__func__  # type: ignore[attr-defined]  # classmethod

    async def run_sync_in_worker_thread(
        cls: type, func: Callable[..., Any], args: tuple[Any, ...], *rest: Any, **options: Any
    ) -> Any:
        return await real_anyio(cls, _carry(func, "offload"), args, *rest, **options)

    AsyncIOBackend.run_sync_in_worker_thread = classmethod(run_sync_in_worker_thread)  # type: ignore[assignment]
    _install_executor()
    _install_thread()


def _install_executor() -> None:
    real = concurrent.futures.ThreadPoolExecutor.submit

    def submit(self: Any, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
        by_loop = "/asyncio/" in sys._getframe(1).f_code.co_filename
        future = real(self, _carry(fn, "offload" if by_loop else "thread"), *args, **kwargs)
        if RECORDER.active:
            _submitted.append(future)
            self.given_work = getattr(self, "given_work", False) or not by_loop
        return future

    concurrent.futures.ThreadPoolExecutor.submit = submit  # type: ignore[method-assign]  # for the process
    leaving = concurrent.futures.Executor.__exit__

    def leave(self: Any, *raised: Any) -> Any:
        if getattr(self, "given_work", False) and RECORDER.is_project(sys._getframe(1).f_code.co_filename):
            block("concurrent.futures.Executor.__exit__")
        return leaving(self, *raised)

    concurrent.futures.Executor.__exit__ = leave  # type: ignore[method-assign]  # for the process


def _install_thread() -> None:
    real = threading.Thread.start

    def start(self: threading.Thread) -> None:
        if RECORDER.is_project(sys._getframe(1).f_code.co_filename):
            self.run = _carry(self.run, "thread")  # type: ignore[method-assign]  # of this one thread
            _started_threads.append(self)
        real(self)

    threading.Thread.start = start  # type: ignore[method-assign]  # for the process


def _carry(func: Callable[..., Any], link: Link) -> Callable[..., Any]:
    if not RECORDER.active:
        return func
    parent = RECORDER.capture()

    @functools.wraps(func, assigned=(), updated=())
    def carried(*args: Any, **kwargs: Any) -> Any:
        with linked(parent, link):
            return func(*args, **kwargs)

    return carried


def wait_for_threads(deadline: float) -> None:
    """Let the work that the project started in threads end, ``deadline`` seconds at most for each."""
    real_join = getattr(threading.Thread.join, "__wrapped__", threading.Thread.join)
    for thread in _started_threads:
        real_join(thread, deadline)
    concurrent.futures.wait.__wrapped__(_submitted, deadline)  # type: ignore[attr-defined]  # the real one
    _started_threads.clear()
    _submitted.clear()


def has_threads() -> bool:
    return any(t.is_alive() for t in _started_threads) or any(not f.done() for f in _submitted)


class OracleLoop(asyncio.SelectorEventLoop):
    """An event loop that remembers who created each task and who scheduled each callback."""

    def __init__(self) -> None:
        super().__init__()
        self.set_task_factory(self._make_task)

    def _make_task(self, loop: asyncio.AbstractEventLoop, coro: Any, **options: Any) -> asyncio.Task[Any]:
        snapshot = RECORDER.capture() if RECORDER.active else None
        task: asyncio.Task[Any] = asyncio.Task(coro, loop=loop, **options)
        if snapshot is not None:
            RECORDER.task_links[task] = snapshot
        return task

    async def create_connection(self, *args: Any, **kwargs: Any) -> Any:
        wait_async("asyncio.open_connection")
        return await super().create_connection(*args, **kwargs)

    async def create_unix_connection(self, *args: Any, **kwargs: Any) -> Any:
        wait_async("asyncio.open_unix_connection")
        return await super().create_unix_connection(*args, **kwargs)

    async def getaddrinfo(self, *args: Any, **kwargs: Any) -> Any:
        wait_async("asyncio.getaddrinfo")
        return await super().getaddrinfo(*args, **kwargs)
