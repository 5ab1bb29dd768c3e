"""Iterators that do nothing until something iterates over them: ``map``, ``zip``, most of ``itertools``.

Where what they were given waits to be iterated itself, or calls a function for each element, they are kept as
they are, and what they do happens where they are read. A list that is zipped with a list is told at once.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from scanner.engine.calls import Args, call_value
from scanner.engine.containers import iterate_value, runs_when_read
from scanner.engine.frames import Frame
from scanner.engine.values import LAZY, Atom, ExtInstance, Instance, Value, instance_of

if TYPE_CHECKING:
    from scanner.catalog.schema import CallRow
    from scanner.engine.machine import Machine

Handler = Callable[["Machine", Frame, Args, int], Value]
_STAR = "*"
_now: dict[str, Handler] = {}


def lazily(name: str, now: Handler, calls: bool = False) -> Handler:
    """A built-in function that waits until its result is iterated; ``calls`` says that it always does."""
    _now[name] = now

    def handler(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
        return postponed(vm, name, args, calls) or now(vm, frame, args, line)

    return handler


def row_postponed(vm: Machine, row: CallRow, args: Args) -> Value | None:
    """The same for a row that says ``lazy``."""
    return postponed(vm, row.name, args, bool(row.calls)) if row.options.get("lazy") else None


def postponed(vm: Machine, name: str, args: Args, calls: bool) -> Value | None:
    if args.kwstar or not (calls or any(_waits(vm, atom) for value in args.all() for atom in value)):
        return None
    params = (*((str(n), v) for n, v in enumerate(args.pos)), *args.kwargs.items())
    star = ((_STAR, args.star),) if args.star else ()
    return instance_of(LAZY, (*params, *star), name)


def read(vm: Machine, frame: Frame, atom: ExtInstance, line: int) -> Value:
    """Something iterates over it now, here."""
    from scanner.engine.external import run_row

    args = Args(
        [v for k, v in atom.params if k.isdigit()],
        {k: v for k, v in atom.params if k != _STAR and not k.isdigit()},
    )
    args.star = atom.param(_STAR) or None
    now = _now.get(atom.key)
    if now is not None:
        made = now(vm, frame, args, line)
    else:
        made = run_row(vm, frame, vm.catalog.functions[atom.key], None, args, line)
    return iterate_value(vm, frame, made, line, False)


def items(vm: Machine, frame: Frame, atom: ExtInstance) -> tuple[Value, ...] | None:
    """What ``map(function, [a, b])`` gives one by one; None where that is not known."""
    from scanner.engine.expressions import MAX_TURNS, iterate_items

    given = [v for k, v in atom.params if k.isdigit()]
    if atom.key != "builtins.map" or len(given) < 2 or len(given) < len(atom.params):
        return None
    columns = [iterate_items(vm, frame, value) for value in given[1:]]
    listed = [column for column in columns if column is not None and len(column) <= MAX_TURNS]
    if len(listed) < len(columns):
        return None
    outer = frame.part
    out: list[Value] = []
    for turn, row in enumerate(zip(*listed, strict=False)):
        # Each turn makes objects of its own.
        frame.part = ("turn", turn, outer) if turn else outer
        out.append(call_value(vm, frame, given[0], Args(list(row)), frame.statement[1]))
    frame.part = outer
    return tuple(out)


def _waits(vm: Machine, atom: Atom) -> bool:
    if isinstance(atom, Instance):
        return atom.cls.lookup("__iter__") is not None or atom.cls.lookup("__next__") is not None
    return runs_when_read(vm, atom)
