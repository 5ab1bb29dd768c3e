"""From the chain of a blocking unit to the patch that takes the blocking work off the loop."""

from __future__ import annotations

import ast
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from scanner.codemods.diffs import unified
from scanner.codemods.module import Function, Module, last_name
from scanner.codemods.offload import offload, refuse_call
from scanner.codemods.plain_def import plain_def
from scanner.codemods.words import words
from scanner.errors import RefusedError
from scanner.model import ChainStep

Kind = Literal["plain-def", "offload"]
CONSTRUCTORS = frozenset({"__init__", "__new__", "__call__", "__post_init__"})


@dataclass(frozen=True, slots=True)
class Reading:
    """What a suggestion may look at. ``text`` gives a file of the scanned tree or None, ``mentions``
    the other files in which a word occurs (path -> text), None when they are too many to read."""

    text: Callable[[str], str | None]
    mentions: Callable[[str, str], Mapping[str, str] | None]


@dataclass(frozen=True, slots=True)
class Patch:
    """A change of one file. ``lines`` are those of the old text that were meant to change."""

    kind: Kind
    file: str
    symbol: str
    before: str
    after: str
    lines: tuple[int, ...]

    def diff(self, prefix: str = "") -> str:
        """As a unified diff; ``prefix`` leads from where it is applied to the scanned tree."""
        return unified(self.before, self.after, prefix + self.file)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A patch, or the reasons for none. ``reasons`` also tell why a simpler one was passed over."""

    patch: Patch | None = None
    reasons: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Crossing:
    """Where a chain leaves the last async function: ``call`` runs on the loop and blocks.

    ``call`` is None when the work there is no call that can be named (an attribute, a loop)."""

    module: Module
    file: str
    symbol: str
    function: ast.AsyncFunctionDef
    call: ast.Call | None
    step: ChainStep


def suggest(
    chain: Sequence[ChainStep],
    reading: Reading,
    *,
    handed: Collection[str] = (),
    generators: Collection[str] = (),
    calls: Mapping[str, Sequence[tuple[int, str]]] | None = None,
) -> Suggestion:
    """What phase 1 would change about a blocking unit.

    ``handed`` are the functions of the chain that the framework runs in a thread when they are a plain
    def, ``generators`` those of them that may yield. ``calls`` are further blocking calls by function:
    ``(line, symbol)``.
    """
    try:
        crossing = crossing_of(chain, reading)
    except RefusedError as error:
        return Suggestion(reasons=[str(error)])
    reasons = []
    if crossing.symbol in handed:
        try:
            return Suggestion(_plain(crossing, reading, generator=crossing.symbol in generators))
        except RefusedError as error:
            reasons.append(str(error))
    try:
        more = (calls or {}).get(crossing.symbol, ())
        return Suggestion(_offloaded(crossing, more), reasons)
    except RefusedError as error:
        return Suggestion(reasons=[*reasons, str(error)])


def crossing_of(chain: Sequence[ChainStep], reading: Reading) -> Crossing:
    """The last place of the chain that runs in an ``async def``. Raises RefusedError."""
    for index in range(len(chain) - 1, 0, -1):
        step = chain[index]
        module = _module(step["file"], reading)
        function = enclosing(module, step["line"])
        if function is None:
            raise RefusedError("The call does not stand in a function.")
        symbol = chain[index - 1]["symbol"]
        if function.name != symbol.rpartition(":")[2].rpartition(".")[2]:
            raise RefusedError("The source does not show where the chain leaves the event loop.")
        if isinstance(function, ast.AsyncFunctionDef):
            call = named_call(module, function, step)
            return Crossing(module, step["file"], symbol, function, call, step)
    raise RefusedError("All of its functions are plain: what calls them on the event loop has to change.")


def enclosing(module: Module, line: int) -> Function | None:
    """The innermost function whose body covers the line."""
    around = [
        node
        for node in module.functions()
        if node.body[0].lineno <= line <= (node.body[-1].end_lineno or node.lineno)
    ]
    return max(around, key=lambda node: (node.lineno, node.col_offset), default=None)


def named_call(module: Module, function: ast.AsyncFunctionDef, step: ChainStep) -> ast.Call | None:
    """The one call at the step's line that can be what the step names; None if there is not exactly one."""
    names, imports = _names(step["symbol"]), module.imports()
    found = [
        node
        for node in ast.walk(function)
        if isinstance(node, ast.Call)
        and node.lineno == step["line"]
        and names & {last_name(node.func), imports.get(last_name(node.func), "").rpartition(".")[2]}
    ]
    return found[0] if len(found) == 1 else None


def _names(symbol: str) -> set[str]:
    """How a call may name a symbol: a constructor goes by its class."""
    parts = symbol.replace(":", ".").split(".")
    return set(parts[-2:-1]) if parts[-1] in CONSTRUCTORS else {parts[-1]}


def _plain(crossing: Crossing, reading: Reading, *, generator: bool) -> Patch:
    name = crossing.function.name
    mentions = reading.mentions(name, crossing.file)
    if mentions is None:
        raise RefusedError(f"Too much of the code mentions the name {name} to see what awaits it.")
    after = plain_def(
        crossing.module, crossing.function, symbol=crossing.symbol, generator=generator, mentions=mentions
    )
    return _patch("plain-def", crossing, after, (crossing.function.lineno,))


def _offloaded(crossing: Crossing, more: Sequence[tuple[int, str]]) -> Patch:
    module, function = crossing.module, crossing.function
    if crossing.call is None:
        line = crossing.step["line"]
        raise RefusedError(f"What blocks in line {line} is no single call that could be wrapped.")
    if (owner := crossing.step["symbol"].partition(".")[0]) in words().thread_bound:
        raise RefusedError(f"Objects of {owner} must stay on the thread that made them.")
    refuse_call(module, function, crossing.call)
    calls = [crossing.call]
    for line, symbol in more:
        call = named_call(module, function, {"symbol": symbol, "file": crossing.file, "line": line})
        bound = symbol.partition(".")[0] in words().thread_bound
        if call is not None and not bound and not any(_overlap(module, call, one) for one in calls):
            try:
                refuse_call(module, function, call)
            except RefusedError:
                continue
            calls.append(call)
    try:
        after = offload(module, function, calls)
    except RefusedError:
        calls = calls[:1]
        after = offload(module, function, calls)
    return _patch("offload", crossing, after, tuple(sorted(call.lineno for call in calls)))


def _overlap(module: Module, one: ast.Call, other: ast.Call) -> bool:
    return module.start(one) < module.end(other) and module.start(other) < module.end(one)


def _patch(kind: Kind, crossing: Crossing, after: str, lines: tuple[int, ...]) -> Patch:
    before = crossing.module.mark + crossing.module.text
    return Patch(kind, crossing.file, crossing.symbol, before, after, lines)


def _module(file: str, reading: Reading) -> Module:
    text = reading.text(file)
    if not text:
        raise RefusedError(f"{file} cannot be read at the scanned revision.")
    return Module(text)
