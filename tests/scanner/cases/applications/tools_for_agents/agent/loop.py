from collections.abc import AsyncIterator
from dataclasses import dataclass, field


@dataclass
class Step:
    name: str
    arguments: dict = field(default_factory=dict)


class Planner:
    def __init__(self, *steps):
        self.steps = list(steps)

    async def __aiter__(self) -> AsyncIterator[Step]:
        for step in self.steps:
            yield step


class Agent:
    def __init__(self, toolbox, observers=()):
        self.toolbox = toolbox
        self.observers = [*observers]

    async def run(self, planner):  # -> blocking-async
        results = []
        async for step in planner:
            results.append(await self.toolbox.run(step.name, **step.arguments))
            for observe in self.observers:
                observe(step)
        return results
