"""A stand-in for python-socketio: a plain request to ``/<mount>/<event>`` is an event that comes in."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

from tests.oracle.recorder import wait_async

Handler = Callable[..., Any]


class AsyncServer:
    def __init__(self, **settings: object) -> None:
        self.handlers: dict[str, Handler] = {}

    def on(self, event: str, handler: Handler | None = None, namespace: str | None = None) -> Any:
        def keep(function: Handler) -> Handler:
            self.handlers[event] = function
            return function

        return keep if handler is None else keep(handler)

    def event(self, *args: Any, **settings: object) -> Any:
        def keep(function: Handler) -> Handler:
            return self.on(function.__name__, function)  # type: ignore[no-any-return]  # the function itself

        return keep(args[0]) if args else keep

    def register_namespace(self, namespace: AsyncNamespace) -> None:
        for name in dir(namespace):
            if name.startswith("on_"):
                self.on(name.removeprefix("on_"), getattr(namespace, name))

    def start_background_task(self, target: Handler, *args: object) -> Any:
        import asyncio

        return asyncio.ensure_future(target(*args))

    async def emit(self, *args: object, **settings: object) -> None:
        wait_async("socketio.AsyncServer.emit")

    async def disconnect(self, sid: str) -> None:
        wait_async("socketio.AsyncServer.disconnect")
        await self.deliver("disconnect")

    async def deliver(self, event: str) -> None:
        handler = self.handlers[event]
        given = ["sid", {}, {}][: len(inspect.signature(handler).parameters)]
        result = handler(*given)
        if inspect.isawaitable(result):
            await result


class AsyncNamespace:
    def __init__(self, namespace: str = "/") -> None:
        self.namespace = namespace

    async def emit(self, *args: object, **settings: object) -> None:
        wait_async("socketio.AsyncNamespace.emit")


class ASGIApp:
    def __init__(self, server: AsyncServer, **settings: object) -> None:
        self.server = server

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        await self.server.deliver(scope["path"].rpartition("/")[2])
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"{}"})
