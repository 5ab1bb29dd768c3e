"""Services: made of units, of dependencies, and of other services."""

import asyncio
from dataclasses import dataclass, field
from functools import cached_property, partial, wraps

from fastapi import Depends

from workshop.models import Job
from workshop.units import LazyUnit, Local, Shelf, Unit


def transactional(method):
    @wraps(method)
    async def run(self, *args, **kwargs):  # -> blocking-async
        with Unit() as unit:
            return await method(self, *args, unit=unit, **kwargs)

    return run


def off_the_loop(method):
    @wraps(method)
    async def run(self, *args, **kwargs):  # -> native-async
        return await asyncio.to_thread(method, self, *args, **kwargs)

    return run


class JobService:
    @transactional
    async def find(self, key, *, unit):  # -> blocking-async
        return unit.jobs.one(key)

    @transactional
    async def rename(self, job, title, *, unit):  # -> blocking-async
        unit.session.merge(Job(id=job, title=title, bench_id=1))

    @off_the_loop
    def report(self):  # -> converted-def
        with Unit() as unit:
            return unit.jobs.titles_of_all() if hasattr(unit.jobs, "titles_of_all") else len(unit.jobs.all())


class Threaded:
    """Calls what it wraps in a thread, but for the names that are said to be quick."""

    def __init__(self, wrapped, quick=()):
        self._wrapped = wrapped
        self._quick = frozenset(quick)

    def __getattr__(self, name):
        found = getattr(self._wrapped, name)
        return found if name in self._quick else partial(asyncio.to_thread, found)


def get_session():
    with Local() as session:
        yield session


def get_shelf(session=Depends(get_session)) -> Shelf:
    return Shelf.of(session)


@dataclass
class Stocktaking:
    shelf: Shelf = Depends(get_shelf)
    seen: list = field(init=False, default_factory=list)

    def __post_init__(self):
        self.tally = self.shelf.benches.count

    @cached_property
    def total(self):  # -> blocking-async
        return self.shelf.jobs.count() + self.tally()

    def __call__(self):  # -> blocking-async
        self.seen.append(self.total)
        return self.seen


class Counter:
    def __init__(self, shelf: Shelf = Depends(get_shelf)):
        self.jobs = Threaded(shelf.jobs, quick=("query",))

    async def __call__(self):  # -> native-async
        self.jobs.query()
        return await self.jobs.count()


class Desk:
    """What is asked of the unit here is what each handler names."""

    def __init__(self):
        self.unit = LazyUnit()

    def ask(self, place, what, *args):  # -> blocking-async
        with self.unit as unit:
            return getattr(getattr(unit, place), what)(*args)
