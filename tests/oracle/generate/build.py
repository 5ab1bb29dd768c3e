"""Builds one random app from one seed."""

from __future__ import annotations

from pathlib import Path
from random import Random

from tests.oracle.generate import caches, choices, flows, hooks, journeys, leaves, members, rows, uses
from tests.oracle.generate.journeys import Way
from tests.oracle.generate.project import Module, Project, Site
from tests.oracle.generate.routes import Routes
from tests.oracle.generate.sessions import Sessions
from tests.oracle.generate.targets import Made

_NESTED = (
    "shop.db",
    "shop.core.util",
    "shop.core.store",
    "shop.services.users",
    "shop.services.billing",
    "shop.api.deps",
)
_FLAT = ("database", "tools", "store", "services", "jobs", "deps")


class Builder:
    """The app so far; a seed is an app, and ``style`` only decides how its modules import each other."""

    def __init__(self, seed: int, style: int) -> None:
        self.random = Random(seed)
        self.project = Project(Random(f"{seed} {style}"))
        names = self.random.choice([_NESTED, _NESTED, _FLAT])
        self.modules = [self.project.add(name, level) for level, name in enumerate(names)]
        self.sessions = Sessions(self.random, self.project, self.modules[0])
        self.made: list[Made] = []
        self.ways: list[Way] = []

    def lower_module(self, module: Module) -> Module:
        """A module that ``module`` may import: itself or one below it, never the database module."""
        return self.random.choice([m for m in self.modules[1:] if m.level < module.level] + [module, module])

    def can_use(self, user: Module, owner: Module) -> bool:
        return owner is user or owner.level < user.level

    def fill(self, site: Site) -> None:
        """Write one to three things into a body; at depth 0 only single statements."""
        for _ in range(self.random.choice([1, 1, 2])):
            self._write_one(site)

    def _write_one(self, site: Site) -> None:
        if site.depth > 0 and self.random.random() < 0.6:
            self._write_call(site)
            return
        roll = self.random.random()
        if site.is_async:
            kind = leaves.BLOCKING if roll < 0.25 else leaves.ASYNC if roll < 0.6 else leaves.ASYNC_DECOYS
        else:
            kind = leaves.BLOCKING if roll < 0.55 else leaves.DECOYS
        if roll > 0.85:
            kind = leaves.DECOYS
        self.random.choice(kind)(site, self.sessions)

    def _write_call(self, site: Site) -> None:
        if self.random.random() < 0.35:
            journeys.journey(self, site)
            return
        forms: list[uses.Use] = [
            *uses.SYNC,
            *members.SYNC,
            *flows.SYNC,
            *rows.SYNC,
            *caches.SYNC,
            *caches.SYNC,
            *choices.SYNC,
            *hooks.SYNC,
        ]
        if site.is_async:
            forms = (
                list(uses.ASYNC) * 2 + list(members.ASYNC) * 2 + (forms if self.random.random() < 0.3 else [])
            )
        self.random.choice(forms)(self, site)


def generate(seed: int, root: Path, style: int = 0) -> None:
    """Write the app of ``seed`` under ``root``, with the expectations beside its functions."""
    builder = Builder(seed, style)
    Routes(builder).write()
    builder.project.write(root)
