from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from typing import Any, get_args

from desk.contracts import CloseTicket, Handler, Health, OpenTicket, Request, TicketCount
from desk.handlers import CloseHandler, CountHandler, HealthHandler, OpenHandler

Next = Callable[[], Awaitable[Any]]
Behaviour = Callable[[Request, Next], Awaitable[Any]]


class Mediator:
    def __init__(self) -> None:
        self._handlers: dict[type[Request], Handler] = {}
        self._behaviours: list[Behaviour] = []

    def bind(self, request: type[Request], handler: Handler) -> Mediator:
        self._handlers[request] = handler
        return self

    def use(self, behaviour: Behaviour) -> Mediator:
        self._behaviours.append(behaviour)
        return self

    async def send(self, request: Request) -> Any:  # -> blocking-async
        handler = self._handlers[type(request)]

        async def call() -> Any:  # -> blocking-async
            return await handler.handle(request)

        step: Next = call
        for behaviour in reversed(self._behaviours):
            step = self._wrap(behaviour, request, step)
        return await step()

    @staticmethod
    def _wrap(behaviour: Behaviour, request: Request, step: Next) -> Next:
        async def wrapped() -> Any:  # -> blocking-async
            return await behaviour(request, step)

        return wrapped


async def timed(request: Request, step: Next) -> Any:  # -> blocking-async
    started = time.perf_counter()
    try:
        return await step()
    finally:
        request.__dict__["seconds"] = time.perf_counter() - started


async def validated(request: Request, step: Next) -> Any:  # -> blocking-async
    if getattr(request, "subject", "x") == "":
        raise ValueError("subject")
    return await step()


mediator = (
    Mediator()
    .bind(OpenTicket, OpenHandler())
    .bind(TicketCount, CountHandler())
    .bind(CloseTicket, CloseHandler())
    .bind(Health, HealthHandler())
    .use(timed)
    .use(validated)
)
