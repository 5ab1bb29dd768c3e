"""Entry points that the project's own ``pyproject.toml`` declares, which ``importlib.metadata`` finds."""

from __future__ import annotations

import posixpath
import tomllib
from typing import TYPE_CHECKING, Any

from scanner.engine import imports
from scanner.engine.calls import Args
from scanner.engine.containers import make_sequence
from scanner.engine.values import ANY, NOTHING, Const, ExtInstance, Value, const, instance_of, join, make

if TYPE_CHECKING:
    from scanner.engine.frames import Frame
    from scanner.engine.machine import Machine

POINT = "importlib.metadata.EntryPoint"
POINTS = "importlib.metadata.EntryPoints"
MAX_DEPTH = 12
MAX_BYTES = 1_000_000


def listed(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
    """``entry_points(group="shop.plugins")``; without a group what can be asked for one."""
    if "group" not in args.kwargs:
        return instance_of(POINTS)
    return _of_group(vm, frame, args.kwargs["group"], args.kwargs.get("name", NOTHING), line)


def selected(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
    """``entry_points().select(group="shop.plugins")``."""
    return _of_group(vm, frame, args.kwargs.get("group", ANY), args.kwargs.get("name", NOTHING), line)


def asked(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
    """``entry_points()["shop.plugins"]`` and ``entry_points().get("shop.plugins", ())``."""
    return _of_group(vm, frame, args.get(1, "group"), NOTHING, line)


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


def _of_group(vm: Machine, frame: Frame, group: Value, name: Value, line: int) -> Value:
    wanted = {a.value for a in group if isinstance(a, Const)}
    names = {a.value for a in name if isinstance(a, Const) and a.value is not None}
    if len(wanted) != len(group):
        return ANY
    found = [p for p in _declared(vm, frame) if p[0] in wanted and (not names or p[1] in names)]
    points: list[Value] = [frozenset((_point(*point),)) for point in found]
    return make_sequence(vm, frame, "list", points, NOTHING, line) if points else ANY


def _point(group: str, name: str, target: str) -> ExtInstance:
    params = (("name", const(name)), ("group", const(group)), ("value", const(target)))
    atom: ExtInstance = make(ExtInstance, (group, name), params, POINT)
    return atom


def _declared(vm: Machine, frame: Frame) -> list[tuple[str, str, str]]:
    """Group, name and target of each entry point of the nearest project above the module."""
    folder = frame.module.path
    for _ in range(MAX_DEPTH):
        folder = posixpath.dirname(folder)
        data = vm.data(posixpath.join(folder, "pyproject.toml"))
        if data and len(data) <= MAX_BYTES:
            try:
                return _read(tomllib.loads(data.decode()))
            except ValueError:
                return []
        if not folder:
            break
    return []


def _read(project: dict[str, Any]) -> list[tuple[str, str, str]]:
    standard = _table(_table(project, "project"), "entry-points")
    poetry = _table(_table(_table(project, "tool"), "poetry"), "plugins")
    return [
        (group, name, target.partition("[")[0].strip())
        for groups in (standard, poetry)
        for group in groups
        for name, target in _table(groups, group).items()
        if isinstance(target, str)
    ]


def _table(data: dict[str, Any], name: str) -> dict[str, Any]:
    found = data.get(name)
    return found if isinstance(found, dict) else {}
