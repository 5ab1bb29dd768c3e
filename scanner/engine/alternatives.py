"""Applications and routers of which a program makes only one, such as on the sides of a condition."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from scanner.engine.values import Atom, Value
from scanner.engine.web import Entry, Registry

if TYPE_CHECKING:
    from scanner.engine.machine import Machine


def distinct(vm: Machine, registries: list[Registry]) -> list[Registry]:
    """Each registry that is no alternative of one before it: the same lines registered the same on both,
    and whatever holds one of them may hold the other."""
    kept: list[Registry] = []
    for registry in registries:
        if not any(_alike(first, registry) and _held_together(vm, first, registry) for first in kept):
            kept.append(registry)
    return kept


def included(registries: Iterable[Registry]) -> Iterator[Registry]:
    """What one ``include_router()`` may be given, without routers filled by the same lines as one before."""
    seen: list[Registry] = []
    for registry in registries:
        if not any(_alike(first, registry) for first in seen):
            yield registry
        seen.append(registry)


def is_optional(vm: Machine, holder: Registry, entry: Entry) -> bool:
    """Whether an application is mounted under a path that nobody knows, or else stands alone: whatever holds
    the one may hold the other (``return outer if settings.prefix else app``). It is served alone then."""
    if entry.kind != "mount" or "{?}" not in entry.path:
        return False
    both = frozenset((holder.atom, *entry.target))
    return len(both) > 1 and any(both <= value for value in _held(vm))


def _alike(one: Registry, two: Registry) -> bool:
    if one.options.get("prefix") != two.options.get("prefix"):
        return False
    return one.module == two.module and bool(one.entries) and one.entries.keys() == two.entries.keys()


def _held_together(vm: Machine, one: Registry, two: Registry) -> bool:
    holding = [value for value in _held(vm) if one.atom in value or two.atom in value]
    both: frozenset[Atom] = frozenset((one.atom, two.atom))
    return bool(holding) and all(both <= value for value in holding)


def _held(vm: Machine) -> Iterator[Value]:
    """What module variables hold and functions return."""
    for module in vm.program.modules.values():
        if module.frame is not None:
            yield from module.frame.vars.values()
    for activation in vm.activations.values():
        yield activation.result
