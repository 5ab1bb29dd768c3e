from __future__ import annotations

import inspect
from collections import defaultdict
from collections.abc import Awaitable, Callable
from typing import Any, ClassVar, Protocol, TypeVar

from bus.messages import Event, Request

R = TypeVar("R")
Next = Callable[[], Awaitable[Any]]


class Behaviour(Protocol):
    async def __call__(self, request: Request[Any], next_: Next) -> Any: ...


class Handler:
    handles: ClassVar[type]
    registry: ClassVar[dict[type, type[Handler]]] = {}

    def __init_subclass__(cls, *, handles: type | None = None, **kwargs):
        super().__init_subclass__(**kwargs)
        if handles is not None:
            cls.handles = handles
            Handler.registry[handles] = cls


class Mediator:
    def __init__(self, behaviours: list[Behaviour] | None = None):
        self.behaviours = behaviours or []
        self.listeners: defaultdict[type, list[Callable[[Any], Any]]] = defaultdict(list)

    async def send(self, request: Request[R]) -> R:  # -> blocking-async
        handler = Handler.registry[type(request)]()

        async def core():  # -> blocking-async
            result = handler.handle(request)
            return await result if inspect.isawaitable(result) else result

        chain: Next = core
        for behaviour in reversed(self.behaviours):
            chain = self._wrap(behaviour, request, chain)
        return await chain()

    @staticmethod
    def _wrap(behaviour, request, following):
        async def step():  # -> blocking-async
            return await behaviour(request, following)

        return step

    def subscribe(self, kind: type[Event]):
        def add(listener):
            self.listeners[kind].append(listener)
            return listener

        return add

    async def publish(self, event: Event):  # -> blocking-async
        for listener in self.listeners[type(event)]:
            outcome = listener(event)
            if inspect.isawaitable(outcome):
                await outcome
