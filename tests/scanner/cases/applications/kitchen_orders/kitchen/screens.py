import asyncio
import sqlite3
from collections import defaultdict
from collections.abc import AsyncIterator, Iterator

from fastapi import WebSocket


class Screens:
    def __init__(self) -> None:
        self._sockets: defaultdict[str, set[WebSocket]] = defaultdict(set)
        self._log = sqlite3.connect(":memory:", check_same_thread=False)
        self._log.execute("create table lines (name text, line text)")

    async def join(self, name: str, socket: WebSocket) -> None:
        await socket.accept()
        self._sockets[name].add(socket)

    def leave(self, name: str, socket: WebSocket) -> None:
        self._sockets[name].discard(socket)

    async def broadcast(self, name: str, text: str) -> None:
        await asyncio.gather(*(socket.send_text(text) for socket in self._sockets[name]))

    def record(self, name: str, text: str) -> None:  # -> blocking-async
        self._log.execute("insert into lines values (?, ?)", (name, text))

    async def lines(self, count: int) -> AsyncIterator[str]:
        for number in range(count):
            await asyncio.sleep(0)
            yield f"data: {number}\n\n"

    async def history(self) -> AsyncIterator[str]:  # -> blocking-async
        for name, line in self._log.execute("select name, line from lines"):
            yield f"{name}: {line}\n"
        yield "end\n"

    def archive(self) -> Iterator[str]:  # -> converted-def
        for name, line in self._log.execute("select name, line from lines"):
            yield f"{name}: {line}\n"
        yield "end\n"
