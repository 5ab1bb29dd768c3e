import asyncio
import time

import httpx

from kitchen.events import placed, ready, rejected


@placed.connect
async def notify_waiter(number: int) -> None:  # -> native-async
    async with httpx.AsyncClient() as client:
        await client.post("http://waiters.example.com/", json={"number": number})


@placed.connect
def remember(number: int) -> None:
    journal.entries.append(number)


@ready.connect
async def ring(number: int) -> None:  # -> native-async
    await asyncio.to_thread(bell)


def bell() -> None:  # -> converted-def
    time.sleep(0.001)


class Printer:
    def __init__(self, url: str) -> None:
        self.url = url

    def slip(self, number: int) -> None:  # -> blocking-async
        httpx.post(self.url, json={"number": number})


class Journal:
    def __init__(self) -> None:
        self.entries: list[int] = []

    def note(self, number: int) -> None:
        self.entries.append(number)


journal = Journal()
printer = Printer("http://printer.example.com/slips")
ready.connect(journal.note)
rejected.connect(printer.slip)
