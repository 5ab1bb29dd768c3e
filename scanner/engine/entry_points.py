"""Entry points that the distributions of the tree declare, which ``importlib.metadata`` finds."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from scanner.engine import enums, imports
from scanner.engine.calls import Args
from scanner.engine.containers import iterate_value, make_sequence
from scanner.engine.program import is_test_path
from scanner.engine.values import (
    ANY,
    NOTHING,
    Const,
    ExtInstance,
    Value,
    const,
    instance_of,
    join,
    make,
    ordered,
)
from scanner.source.entry_points import IN_SETUP, EntryPoint, declared, in_setup

if TYPE_CHECKING:
    from scanner.engine.frames import Frame
    from scanner.engine.machine import Machine

POINT = "importlib.metadata.EntryPoint"
POINTS = "importlib.metadata.EntryPoints"


def listed(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
    """``entry_points(group="shop.plugins")``; without a group what can be asked for one."""
    if "group" not in args.kwargs:
        return instance_of(POINTS)
    return _of_group(vm, frame, args.kwargs["group"], args.kwargs.get("name", NOTHING), line)


def selected(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
    """``entry_points().select(group="shop.plugins")``, and ``.select(name="slow")`` of what that gives."""
    known = _known(vm, frame, args, line)
    if known is None:
        return _of_group(vm, frame, args.kwargs.get("group", ANY), args.kwargs.get("name", NOTHING), line)
    wanted = _constants(args.kwargs.get("name", NOTHING))
    return _several(vm, frame, [a for a in known if not wanted or a.param("name") <= wanted], line)


def asked(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
    """``entry_points()["shop.plugins"]``, ``.get("shop.plugins", ())``, and a point by its name."""
    known = _known(vm, frame, args, line)
    if known is None:
        return _of_group(vm, frame, args.get(1, "group"), NOTHING, line)
    wanted = _constants(args.get(1, "name"))
    return frozenset(a for a in known if a.param("name") <= wanted) or frozenset(known) or ANY


def iterated(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
    """``pkg_resources.iter_entry_points("shop.plugins")``."""
    return _of_group(vm, frame, args.get(0, "group"), args.get(1, "name"), line)


def load(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
    out = NOTHING
    for atom in args.get(0, None):
        target = atom.param("value") if isinstance(atom, ExtInstance) else NOTHING
        if target:
            out = join(out, imports.resolve_name(vm, frame, Args([target]), line))
    return out or ANY


def _known(vm: Machine, frame: Frame, args: Args, line: int) -> list[ExtInstance] | None:
    """The points of a selection; None for what has not been asked for a group yet."""
    held = join(*(a.param("points") for a in args.get(0, None) if isinstance(a, ExtInstance)))
    if not held:
        return None
    found = iterate_value(vm, frame, held, line, False)
    return [a for a in ordered(found) if isinstance(a, ExtInstance) and a.type == POINT]


def _constants(value: Value) -> Value:
    return frozenset(a for a in enums.texts(value) if isinstance(a, Const) and a.value is not None)


def _of_group(vm: Machine, frame: Frame, group: Value, name: Value, line: int) -> Value:
    wanted = {a.value for a in _constants(group) if isinstance(a, Const)}
    names = {a.value for a in _constants(name) if isinstance(a, Const)}
    if len(wanted) != len(group):
        return ANY
    found = [p for p in _declared(vm) if p.group in wanted and (not names or p.name in names)]
    return _several(vm, frame, [_point(point) for point in found], line)


def _several(vm: Machine, frame: Frame, points: list[ExtInstance], line: int) -> Value:
    if not points:
        return ANY
    held = make_sequence(vm, frame, "list", [frozenset((a,)) for a in points], NOTHING, line)
    return instance_of(POINTS, (("points", held),))


def _point(point: EntryPoint) -> ExtInstance:
    module, _, attribute = point.target.partition(":")
    facts = (*zip(("group", "name", "value"), point, strict=True), ("module", module), ("attr", attribute))
    params = tuple((name, const(fact)) for name, fact in facts)
    atom: ExtInstance = make(ExtInstance, point[:2], params, POINT)
    return atom


def _declared(vm: Machine) -> list[EntryPoint]:
    """All of the tree: its distributions are installed beside each other."""
    if vm.points is None:
        found = [each for path in vm.data_paths() for each in declared(path, vm.data(path))]
        setup = vm.program.look(IN_SETUP, b"entry_points")
        for path, _ in vm.program.files():
            if posixpath.basename(path) == "setup.py" and not is_test_path(path):
                found += [each for text in setup.findall(vm.program.text(path)) for each in in_setup(text)]
        vm.points = list(dict.fromkeys(found))
    return vm.points
