import asyncio
import sqlite3
from contextlib import closing

from desk.contracts import CloseTicket, Handler, Health, OpenTicket, TicketCount


def connect() -> sqlite3.Connection:  # -> blocking-async
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    connection.execute("create table if not exists tickets (id integer primary key, subject text)")
    return connection


class OpenHandler(Handler[int]):
    async def handle(self, request: OpenTicket) -> int:  # -> blocking-async
        with closing(connect()) as connection:
            cursor = connection.execute("insert into tickets (subject) values (?)", (request.subject,))
            return cursor.lastrowid or 0


class CountHandler(Handler[int]):
    async def handle(self, request: TicketCount) -> int:  # -> native-async
        return await asyncio.to_thread(self._count)

    def _count(self) -> int:  # -> blocking-async
        with closing(connect()) as connection:
            return connection.execute("select count(*) from tickets").fetchone()[0]


class CloseHandler(Handler[bool]):
    async def handle(self, request: CloseTicket) -> bool:
        return request.number > 0


class HealthHandler(Handler[str]):
    async def handle(self, request: Health) -> str:
        return "ok"
