from __future__ import annotations

import asyncio
import enum
import inspect
from collections import ChainMap, deque
from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import Any, Callable


class State(enum.Enum):
    NEW = "new"
    PAID = "paid"
    SHIPPED = "shipped"
    DONE = "done"


@dataclass
class Step:
    name: str
    action: Callable[..., Any]
    compensation: Callable[..., Any] | None = None
    threaded: bool = False

    async def run(self, ctx):  # -> native-async
        if self.threaded:
            return await asyncio.to_thread(self.action, ctx)
        out = self.action(ctx)
        if inspect.isawaitable(out):
            out = await out
        return out

    async def undo(self, ctx):  # -> blocking-async
        if self.compensation is None:
            return
        out = self.compensation(ctx)
        if inspect.isawaitable(out):
            await out


class Saga:
    def __init__(self, name: str):
        self.name = name
        self.steps: list[Step] = []

    def step(self, name, *, undo=None, threaded=False):
        def register(function):
            self.steps.append(Step(name, function, undo, threaded))
            return function

        return register

    def __rshift__(self, other: "Saga") -> "Saga":
        joined = Saga(f"{self.name}>{other.name}")
        joined.steps = [*self.steps, *other.steps]
        return joined

    async def __aiter__(self):
        for step in self.steps:
            yield step

    async def execute(self, **initial):  # -> blocking-async
        ctx = ChainMap({}, initial)
        done = deque()
        try:
            async for step in self:
                done.appendleft(step)
                ctx[step.name] = await step.run(ctx)
        except RuntimeError:
            for step in done:
                await step.undo(ctx)
            return {"undone": [s.name for s in done]}
        return {"done": [s.name for s in done]}

    async def execute_with_stack(self, **initial):  # -> blocking-async
        async with AsyncExitStack() as stack:
            for step in self.steps:
                if step.compensation:
                    stack.push_async_callback(step.undo, initial)
                initial[step.name] = await step.run(initial)
        return list(initial)


class Machine:
    transitions: dict[tuple[State, str], tuple[str, State]] = {
        (State.NEW, "pay"): ("on_pay", State.PAID),
        (State.PAID, "ship"): ("on_ship", State.SHIPPED),
        (State.SHIPPED, "finish"): ("on_finish", State.DONE),
    }

    def __init__(self, hooks):
        self.state = State.NEW
        self.hooks = hooks

    async def fire(self, event: str):  # -> blocking-async
        name, target = self.transitions[self.state, event]
        await getattr(self.hooks, name)(self)
        self.state = target
        return self.state
