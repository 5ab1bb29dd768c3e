from __future__ import annotations

import asyncio
import contextlib
import functools
import inspect
import types
import typing as t
from collections import defaultdict

import anyio
from starlette.concurrency import run_in_threadpool


class Message: ...


class Command(Message): ...


class Query(Message): ...


class Event(Message): ...


C = t.TypeVar("C", bound=Message)
Handler = t.Callable[[C], t.Any]
Next = t.Callable[[Message], t.Awaitable[t.Any]]


class Bus:
    def __init__(self, *middleware: t.Callable[[Message, Next], t.Awaitable[t.Any]]):
        self._handlers: dict[type[Message], Handler] = {}
        self._listeners: defaultdict[type, list[Handler]] = defaultdict(list)
        self._pipeline: Next = functools.reduce(
            lambda nxt, mw: functools.partial(mw, call_next=nxt), reversed(middleware), self._dispatch
        )

    def handles(self, function: Handler) -> Handler:
        hints = t.get_type_hints(function)
        hints.pop("return", None)
        (message_type,) = hints.values()
        self._handlers[message_type] = function
        return function

    def on(self, *kinds):
        def decorate(function):
            for kind in kinds:
                self._listeners[kind].append(function)
            return function

        return decorate

    def register_all(self, module: types.ModuleType):
        for _, member in inspect.getmembers(module, inspect.isclass):
            if (handled := getattr(member, "__handles__", None)) is not None:
                self._handlers[handled] = member()

    async def __call__(self, message: Message):  # -> blocking-async
        return await self._pipeline(message)

    async def _dispatch(self, message: Message):  # -> blocking-async
        handler = self._handlers[type(message)]
        if getattr(handler, "_offload", False):
            return await run_in_threadpool(handler, message)
        outcome = handler(message)
        return await outcome if inspect.isawaitable(outcome) else outcome

    async def publish(self, event: Event):  # -> blocking-async
        for kind in type(event).__mro__:
            for listener in self._listeners.get(kind, ()):
                result = listener(event)
                if asyncio.iscoroutine(result):
                    await result

    async def publish_all(self, *events: Event):  # -> blocking-async
        async with anyio.create_task_group() as group:
            for event in events:
                group.start_soon(self.publish, event)


def offloaded(function):
    function._offload = True
    return function


def handler_for(kind):
    def decorate(cls):
        cls.__handles__ = kind
        return cls

    return decorate
