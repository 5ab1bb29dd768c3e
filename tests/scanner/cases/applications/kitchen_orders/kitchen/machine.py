from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass, replace

import requests


class TransitionError(ValueError):
    pass


@dataclass(frozen=True)
class Ticket:
    number: int
    state: str


@dataclass(frozen=True)
class Transition:
    source: str
    target: str
    action: Callable | None = None


def reserve_stove(ticket: Ticket) -> None:
    if ticket.number < 0:
        raise TransitionError("no such ticket")


def call_runner(ticket: Ticket) -> None:  # -> blocking-async
    requests.post("http://runners.example.com/call", json={"ticket": ticket.number}, timeout=1)


async def refund(ticket: Ticket) -> None:  # -> native-async
    import httpx

    async with httpx.AsyncClient() as client:
        await client.post("http://till.example.com/refund", json={"ticket": ticket.number})


class OrderFlow:
    transitions: dict[str, Transition] = {
        "start": Transition("new", "cooking", reserve_stove),
        "finish": Transition("cooking", "done", call_runner),
        "cancel": Transition("new", "cancelled", refund),
    }

    def _next(self, ticket: Ticket, trigger: str) -> Transition:
        transition = self.transitions[trigger]
        if ticket.state != transition.source:
            raise TransitionError(f"cannot {trigger} a ticket that is {ticket.state}")
        return transition

    def fire(self, ticket: Ticket, trigger: str) -> Ticket:  # -> blocking-async
        transition = self._next(ticket, trigger)
        if transition.action is not None:
            transition.action(ticket)
        return replace(ticket, state=transition.target)

    async def fire_async(self, ticket: Ticket, trigger: str) -> Ticket:  # -> native-async
        transition = self._next(ticket, trigger)
        if transition.action is not None:
            outcome = transition.action(ticket)
            if inspect.isawaitable(outcome):
                await outcome
        return replace(ticket, state=transition.target)
