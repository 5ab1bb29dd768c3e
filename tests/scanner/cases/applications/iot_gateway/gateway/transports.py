from __future__ import annotations

import asyncio
import time
from abc import ABC, abstractmethod
from typing import Final


class Transport(ABC):
    @abstractmethod
    async def send(self, frame: bytes) -> int: ...


class Loopback(Transport):
    def __init__(self) -> None:
        self.sent: list[bytes] = []

    async def send(self, frame: bytes) -> int:
        self.sent.append(frame)
        return len(frame)


class Serial(Transport):
    BAUD: Final = 9600

    async def send(self, frame: bytes) -> int:  # -> blocking-async
        self._write(frame)
        return len(frame)

    def _write(self, frame: bytes) -> None:  # -> blocking-async
        time.sleep(len(frame) / self.BAUD / 1000)


class ThreadedSerial(Serial):
    async def send(self, frame: bytes) -> int:  # -> native-async
        await asyncio.get_running_loop().run_in_executor(None, self._write, frame)
        return len(frame)


class Mqtt(Transport):
    async def send(self, frame: bytes) -> int:
        reader, writer = await asyncio.open_connection("127.0.0.1", 1)
        writer.write(frame)
        await writer.drain()
        return len(frame)


class TransportFactory:
    _known: dict[str, type[Transport]] = {"loop": Loopback, "serial": Serial}

    def __init__(self) -> None:
        self._known = {**type(self)._known, "threaded": ThreadedSerial}
        self._open: dict[str, Transport] = {}

    def __call__(self, name: str) -> Transport:
        return self._known[name]()

    def __getitem__(self, name: str) -> Transport:
        try:
            return self._open[name]
        except KeyError:
            self._open[name] = transport = self(name)
            return transport
