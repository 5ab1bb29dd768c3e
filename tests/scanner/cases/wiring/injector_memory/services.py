import time
from typing import Protocol

import httpx


class Mailer(Protocol):
    async def send(self, to: str) -> None: ...


class SmtpMailer:
    async def send(self, to: str) -> None:
        time.sleep(0.01)


class ApiMailer:
    def __init__(self, address: str):
        self.address = address

    async def send(self, to: str) -> None:  # -> native-async
        async with httpx.AsyncClient() as client:
            await client.post(self.address, json={"to": to})


class Outbox:
    def __init__(self):
        self.kept: list[str] = []

    def flush(self) -> int:
        found, self.kept = len(self.kept), []
        return found
