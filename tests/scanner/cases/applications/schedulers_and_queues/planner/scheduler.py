import asyncio
import heapq
import inspect
import itertools
from collections import deque
from dataclasses import dataclass, field
from typing import Any, Callable


@dataclass(order=True)
class Job:
    when: float
    number: int
    function: Callable[..., Any] = field(compare=False)
    args: tuple = field(default=(), compare=False)
    kwargs: dict = field(default_factory=dict, compare=False)

    def __call__(self):  # -> blocking-async
        return self.function(*self.args, **self.kwargs)


class Scheduler:
    def __init__(self):
        self._jobs: list[Job] = []
        self._counter = itertools.count()
        self.results: deque[Any] = deque(maxlen=10)

    def add(self, function, *args, when=0.0, **kwargs):
        heapq.heappush(self._jobs, Job(when, next(self._counter), function, args, kwargs))
        return self

    def every(self, seconds):
        def register(function):
            self.add(function, when=seconds)
            return function

        return register

    def run_all(self):  # -> blocking-async
        while self._jobs:
            job = heapq.heappop(self._jobs)
            self.results.append(job())
        return len(self.results)

    async def run_async(self):  # -> blocking-async
        while self._jobs:
            made = heapq.heappop(self._jobs)()
            if inspect.isawaitable(made):
                made = await made
            self.results.append(made)
        return len(self.results)


class Queue:
    def __init__(self, workers=1):
        self.workers = workers

    async def _work(self, inbox):  # -> blocking-async
        while not inbox.empty():
            function, args = inbox.get_nowait()
            made = function(*args)
            if asyncio.iscoroutine(made):
                await made
            inbox.task_done()

    async def run(self, *items):  # -> blocking-async
        inbox = asyncio.Queue()
        for item in items:
            await inbox.put(item)
        async with asyncio.TaskGroup() as group:
            for _ in range(self.workers):
                group.create_task(self._work(inbox))
        await inbox.join()
