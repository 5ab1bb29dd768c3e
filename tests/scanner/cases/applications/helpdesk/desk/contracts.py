from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Generic, TypeVar

R = TypeVar("R")


class Request(Generic[R]):
    pass


@dataclass
class OpenTicket(Request[int]):
    subject: str


@dataclass
class TicketCount(Request[int]):
    pass


@dataclass
class CloseTicket(Request[bool]):
    number: int


@dataclass
class Health(Request[str]):
    pass


class Handler(Generic[R]):
    async def handle(self, request: Any) -> R:
        raise NotImplementedError
