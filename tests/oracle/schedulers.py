"""Stand-ins for APScheduler: a scheduler asks its stores, in the thread of its caller."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from inspect import iscoroutinefunction
from typing import Any

from starlette.concurrency import run_in_threadpool

_CLASSES = {"memory": "MemoryJobStore", "redis": "RedisJobStore", "sqlalchemy": "SQLAlchemyJobStore"}


class Job:
    def __init__(self, scheduler: Scheduler) -> None:
        self._scheduler = scheduler

    def modify(self, **changes: object) -> Job:
        self._scheduler.modify_job("job", **changes)
        return self

    def remove(self) -> None:
        self._scheduler.remove_job("job")


class Scheduler:
    def __init__(self, jobstores: Mapping[str, Any] | None = None, **options: object) -> None:
        self._stores: dict[str, Any] = dict(jobstores or {})
        self.running = False

    def configure(self, jobstores: Mapping[str, Any] | None = None, **options: object) -> None:
        self._stores.update(jobstores or {})

    def add_jobstore(self, jobstore: Any, alias: str = "default", **options: object) -> None:
        if isinstance(jobstore, str):
            module = importlib.import_module(f"apscheduler.jobstores.{jobstore}")
            jobstore = getattr(module, _CLASSES[jobstore])()
        self._stores[alias] = jobstore

    def start(self) -> None:
        self._ask("start")
        self.running = True

    def shutdown(self, wait: bool = True) -> None:
        self.running = False

    def add_job(self, func: Callable[..., object], *args: object, **options: object) -> Job:
        self._ask("add_job")
        return Job(self)

    def get_job(self, job_id: str) -> Job:
        self._ask("lookup_job")
        return Job(self)

    def get_jobs(self) -> list[Job]:
        self._ask("get_all_jobs")
        return [Job(self)]

    def modify_job(self, job_id: str, **changes: object) -> Job:
        self._ask("lookup_job", "update_job")
        return Job(self)

    def remove_job(self, job_id: str) -> None:
        self._ask("remove_job")

    def _ask(self, *names: str) -> None:
        for store in self._stores.values():
            for name in names:
                getattr(store, name)()


class Repetition:
    """``repeat_every(seconds=...)``: what is asynchronous runs on the loop, anything else in a thread."""

    def __init__(self, *, seconds: float, **options: object) -> None:
        self._seconds = seconds

    def __call__(self, func: Callable[[], Any]) -> Callable[[], Any]:
        async def once() -> None:
            await (func() if iscoroutinefunction(func) else run_in_threadpool(func))

        return once
