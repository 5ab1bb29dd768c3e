"""What a generated app does: functions, their effects, and which of them block where."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from tests.oracle.verdicts import unit_verdicts

Mode = Literal["inline", "offload", "task"]
Context = Literal["loop", "thread"]


@dataclass(frozen=True)
class Block:
    """A call that waits."""

    symbol: str


@dataclass(frozen=True)
class AsyncIO:
    """A call that does asynchronous I/O."""


@dataclass(frozen=True)
class Call:
    """A call of ``target``: a function, or the name of a parameter that holds one (see ``bound``).

    ``forwards`` hands on what the caller was given under such names.
    """

    target: Function | str
    mode: Mode = "inline"
    bound: tuple[tuple[str, Function], ...] = ()
    forwards: bool = False


Effect = Block | AsyncIO | Call


@dataclass(eq=False)
class Function:
    """One generated function; ``is_unit`` is false for lambdas, which are named after nobody."""

    name: str
    is_async: bool
    effects: list[Effect] = field(default_factory=list)
    marks: set[str] = field(default_factory=set)
    is_unit: bool = True
    is_handler: bool = False
    route_verdicts: dict[str, str] = field(default_factory=dict)

    def comment(self) -> str:
        """The expectation to write beside its ``def``, empty for a function that is no helper."""
        if self.is_handler:
            verdicts = set(self.route_verdicts.values())
            if len(verdicts) == 1:
                return f"  # -> {verdicts.pop()}"
            return "  # -> " + "; ".join(f"{key}: {verdict}" for key, verdict in self.route_verdicts.items())
        verdict = unit_verdicts(self.is_async, self.marks)
        if len(verdict) > 1:
            return "  # -> any" if self.marks else ""
        return "" if verdict == ["none"] else f"  # -> {verdict[0]}"


@dataclass
class _Walk:
    """One root being served: whether it blocked the loop, and what it may still visit."""

    blocked_loop: bool = False
    steps: int = 0


_Waiting = tuple[tuple[Function, str], ...]


def run(root: Function, context: Context) -> bool:
    """Mark every function that ``root`` reaches as the recorder would; say whether the loop was blocked."""
    walk = _Walk()
    _enter(walk, root, context, {}, (), ())
    return walk.blocked_loop


def _enter(
    walk: _Walk,
    function: Function,
    context: Context,
    names: dict[str, Function],
    stack: tuple[Function, ...],
    waiting: _Waiting,
) -> None:
    walk.steps += 1
    if walk.steps > 20_000:
        raise RecursionError(f"{function.name}: the generated program is too large to follow")
    stack = (*stack, function)
    for effect in function.effects:
        if isinstance(effect, Call):
            _call(walk, effect, context, names, stack, waiting)
        else:
            kind = "block" if isinstance(effect, Block) else "async"
            walk.blocked_loop |= kind == "block" and context == "loop"
            _mark(kind, context, stack, waiting)


def _call(
    walk: _Walk,
    call: Call,
    context: Context,
    names: dict[str, Function],
    stack: tuple[Function, ...],
    waiting: _Waiting,
) -> None:
    target = names[call.target] if isinstance(call.target, str) else call.target
    keeps = call.forwards or isinstance(call.target, str) or not target.is_unit
    bound = {**names, **dict(call.bound)} if keeps else dict(call.bound)
    if call.mode == "inline":
        _enter(walk, target, context, bound, stack, waiting)
        return
    link = "task" if call.mode == "task" else "offload"
    waits = (*waiting, *((f, link) for f in stack))
    _enter(walk, target, "loop" if call.mode == "task" else "thread", bound, (), waits)


def _mark(kind: str, context: Context, stack: tuple[Function, ...], waiting: _Waiting) -> None:
    for function in stack:
        function.marks.add(f"{kind}-{context}")
    for function, link in waiting:
        function.marks.add(f"{link}-{kind}-{context}")
