import asyncio
import time
from collections.abc import Awaitable, Callable


class Scheduler:
    def __init__(self) -> None:
        self._jobs: list[tuple[float, Callable[[], Awaitable[None]]]] = []
        self._tasks: list[asyncio.Task] = []

    def every(self, seconds: float):
        def add(job: Callable[[], Awaitable[None]]):
            self._jobs.append((seconds, job))
            return job

        return add

    async def start(self) -> None:
        for seconds, job in self._jobs:
            self._tasks.append(asyncio.create_task(self._run(seconds, job)))

    async def _run(self, seconds: float, job: Callable[[], Awaitable[None]]) -> None:
        while True:
            await job()
            await asyncio.sleep(seconds)

    async def run_once(self) -> int:  # -> blocking-async
        for _, job in self._jobs:
            await job()
        return len(self._jobs)


scheduler = Scheduler()
slow_jobs = Scheduler()


@scheduler.every(60)
async def expire_holds() -> None:
    await asyncio.sleep(0)


@slow_jobs.every(3600)
async def rebuild_prices() -> None:  # -> blocking-async
    time.sleep(0.001)
