import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class DataLoader(Generic[K, V]):
    def __init__(self, load: Callable[[Sequence[K]], Awaitable[Sequence[V]]]):
        self._load = load
        self._waiting: dict[K, asyncio.Future] = {}

    def load(self, key: K) -> Awaitable[V]:  # -> any
        loop = asyncio.get_running_loop()
        if not self._waiting:
            loop.call_soon(lambda: asyncio.ensure_future(self._dispatch()))
        return self._waiting.setdefault(key, loop.create_future())

    async def _dispatch(self):  # -> blocking-async
        waiting, self._waiting = self._waiting, {}
        values = await self._load(list(waiting))
        for future, value in zip(waiting.values(), values):
            future.set_result(value)


class Throttle:
    def __init__(self, limit):
        self._gate = asyncio.Semaphore(limit)

    async def __aenter__(self):
        await self._gate.acquire()
        return self

    async def __aexit__(self, *exc):
        self._gate.release()

    async def each(self, function, items):  # -> blocking-async
        async def one(item):  # -> blocking-async
            async with self:
                return await function(item)

        return await asyncio.gather(*(one(i) for i in items))


class Debouncer:
    def __init__(self, action):
        self.action = action
        self.pending = defaultdict(list)

    def push(self, key, value):
        self.pending[key].append(value)

    def flush(self):  # -> blocking-async
        done = {key: self.action(values) for key, values in self.pending.items()}
        self.pending.clear()
        return done
