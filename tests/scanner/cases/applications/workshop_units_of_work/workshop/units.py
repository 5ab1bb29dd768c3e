"""Units of work: repositories that a descriptor makes, and others that are made when first asked for."""

from contextlib import AbstractContextManager, ExitStack
from typing import NamedTuple

from sqlalchemy import create_engine
from sqlalchemy.orm import sessionmaker

from workshop.repositories import Benches, Jobs

Local = sessionmaker(create_engine("postgresql+psycopg://app@db/app"))


class Kept:
    def __init__(self, kind):
        self.kind = kind

    def __set_name__(self, owner, name):
        self.name = f"_{name}"

    def __get__(self, unit, owner=None):
        if unit is None:
            return self
        made = unit.__dict__.get(self.name)
        if made is None:
            made = unit.__dict__[self.name] = self.kind(unit.session)
        return made


class Unit(AbstractContextManager):
    jobs = Kept(Jobs)
    benches = Kept(Benches)

    def __enter__(self):
        self.session = Local()
        return self

    def __exit__(self, *exc):  # -> blocking-async
        if exc[0] is None:
            self.session.commit()
        self.session.close()


class LazyUnit:
    _kinds = {"jobs": Jobs, "benches": Benches}

    def __init__(self):
        self._stack = ExitStack()

    def __enter__(self):
        self._stack.__enter__()
        self._session = self._stack.enter_context(Local())
        return self

    def __exit__(self, *exc):
        return self._stack.__exit__(*exc)

    def __getattr__(self, name):
        try:
            kind = self._kinds[name]
        except KeyError:
            raise AttributeError(name) from None
        return kind(self._session)


class Shelf(NamedTuple):
    jobs: Jobs
    benches: Benches

    @classmethod
    def of(cls, session):
        return cls(*(kind(session) for kind in (Jobs, Benches)))
