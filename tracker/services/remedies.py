"""Which helpers to fix for most routes, judged exactly on the newest scan's loop graph."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from tracker.models import Remedy, Repository, Unit
from tracker.services.records import UnitFact

if TYPE_CHECKING:
    from scanner import LoopRecord, Remedies, ScanDocument

STEPS = 8


def keep(
    repository: Repository, document: ScanDocument, facts: Mapping[str, UnitFact], ids: Mapping[str, int]
) -> None:
    """Stores the loop graph of the newest scan with its answers; ``ids`` are unit ids by key."""
    from scanner import Remedies

    graph = document.get("loop")
    if graph is None:
        Remedy.objects.filter(repository=repository).delete()
        return
    helpers = {
        fact.name: ids[key] for key, fact in facts.items() if fact.kind == Unit.Kind.HELPER and key in ids
    }
    digest = _digest(graph, helpers)
    if Remedy.objects.filter(repository=repository, digest=digest).exists():
        return
    found = Remedies(graph)
    columns = {
        "digest": digest,
        "graph": Remedy.pack(graph),
        "singles": _singles(found, helpers, ids),
        "plan": _plan(found, helpers, ids),
    }
    Remedy.objects.update_or_create(repository=repository, defaults=columns)


def what_if(repository: Repository, helpers: Collection[Unit]) -> set[int]:
    """The ids of the routes that stop blocking once these helpers are fixed together."""
    from scanner import Remedies

    row = Remedy.objects.filter(repository=repository).first()
    if row is None or not helpers:
        return set()
    cleared = Remedies(row.unpack()).cleared(helper.name for helper in helpers)
    routes = Unit.objects.filter(repository=repository, key__in=cleared, kind=Unit.Kind.ROUTE)
    return set(routes.values_list("pk", flat=True))


def _digest(graph: LoopRecord, helpers: Mapping[str, int]) -> str:
    known = json.dumps([graph, sorted(helpers.items())], sort_keys=True)
    return hashlib.sha256(known.encode()).hexdigest()


def _singles(found: Remedies, helpers: Mapping[str, int], ids: Mapping[str, int]) -> dict[str, list[int]]:
    return {
        str(helpers[name]): sorted(ids[key] for key in routes if key in ids)
        for name, routes in found.singles().items()
        if name in helpers
    }


def _plan(found: Remedies, helpers: Mapping[str, int], ids: Mapping[str, int]) -> list[tuple[int, list[int]]]:
    steps = found.plan(STEPS, helpers.keys())
    return [(helpers[name], sorted(ids[key] for key in routes if key in ids)) for name, routes in steps]
