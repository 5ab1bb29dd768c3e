from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from gateway.commands import Command
from gateway.transports import TransportFactory


@dataclass(slots=True)
class Metrics:
    sent: int = 0
    clock: Callable[[], float] = time.monotonic
    flush: Callable[[], None] | None = field(default=None, repr=False)

    def note(self) -> None:  # -> blocking-async
        self.sent += 1
        self.clock()
        if self.flush is not None:
            self.flush()


class Gateway:
    def __init__(self, transports: TransportFactory, metrics: Metrics | None = None) -> None:
        self.transports = transports
        self.metrics = metrics or Metrics()

    async def send(self, transport: str, command: Command) -> int:  # -> blocking-async
        frame = command.frame()
        size = await self.transports(transport).send(frame)
        self.metrics.note()
        return size

    async def send_prepared(self, transport: str, command: Command) -> int:  # -> native-async
        frame = await asyncio.to_thread(command.frame)
        return await self.transports(transport).send(frame)

    def preview(self, verb: str, device: str) -> bytes:  # -> blocking-async
        return Command.verbs[verb](device).frame()


def pushing() -> None:  # -> blocking-async
    import requests

    requests.post("http://metrics.example.com/", timeout=1)
