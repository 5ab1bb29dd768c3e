import asyncio
import inspect
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from fastapi import FastAPI

app = FastAPI()
Work = Callable[[], int | Awaitable[int]]


@dataclass(frozen=True)
class Job:
    name: str
    work: Work
    threaded: bool = False

    async def __call__(self) -> int:  # -> blocking-async via time.sleep
        if inspect.iscoroutinefunction(self.work):
            return await self.work()
        if self.threaded:
            return await asyncio.to_thread(self.work)
        return self.work()


class Jobs:
    def __init__(self) -> None:
        self._jobs: dict[str, Job] = {}
        self._more: list[Job] = []

    def job(self, threaded: bool = False) -> Callable[[Work], Work]:
        def keep(work: Work) -> Work:
            self._jobs[work.__name__] = Job(work.__name__, work, threaded)
            return work

        return keep

    async def run(self, name: str) -> int:  # -> blocking-async via time.sleep
        return await self._jobs[name]()

    async def run_more(self) -> int:
        return sum([await job() for job in self._more])


jobs = Jobs()


@jobs.job()
def clean() -> int:  # -> blocking-async via time.sleep
    time.sleep(0.001)
    return 1


@jobs.job(threaded=True)
def build() -> int:  # -> converted-def via time.sleep
    time.sleep(0.001)
    return 2


@jobs.job()
async def refresh() -> int:
    return 3


@app.get("/clean")
async def run_clean() -> int:  # -> blocking-async via time.sleep
    return await jobs.run("clean")


@app.get("/build")
async def run_build() -> int:  # -> native-async
    return await jobs.run("build")


@app.get("/refresh")
async def run_refresh() -> int:  # -> native-async
    return await jobs.run("refresh")
