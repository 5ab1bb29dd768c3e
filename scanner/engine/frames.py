"""Lexical frames, activations (a function run with certain arguments in a certain context) and the heap."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any

from scanner.engine.program import ClassDef, FuncDef, Module
from scanner.engine.values import NOTHING, Value, join

Env = dict[str, Value]
# A cell that changed so often keeps only what can make a difference to a verdict.
MAX_CHANGES = 10


class Frame:
    """The variables of one module, class body or function activation.

    ``vars`` follows the flow of control. Once ``captured``, every value a name gets is also written to
    the heap, which is what nested functions read because they may run at any later time.
    """

    __slots__ = (
        "activation",
        "annotations",
        "body",
        "breaks",
        "captured",
        "cls",
        "filled",
        "func",
        "globals",
        "jumps",
        "kind",
        "looping",
        "module",
        "nonlocals",
        "parent",
        "part",
        "paths",
        "prefix",
        "rebound",
        "scope",
        "statement",
        "unrolling",
        "vars",
    )

    def __init__(self, kind: str, module: Module, parent: Frame | None, prefix: str = "") -> None:
        self.kind, self.module, self.parent, self.prefix = kind, module, parent, prefix
        # What nested functions close over; shared by the variants of a function called in very many ways.
        self.scope: Frame = self
        self.vars: Env = {}
        # Of which objects the attributes are that ``vars`` knows by a path (``self.x``).
        self.paths: Env = {}
        self.captured = False
        # Names that functions defined inside assign (``nonlocal``).
        self.rebound: set[str] = set()
        self.jumps: list[Env] = []
        # Those of the jumps that leave a loop past its ``else``.
        self.breaks: list[Env] = []
        self.globals: set[str] = set()
        self.nonlocals: set[str] = set()
        self.annotations: dict[str, Any] = {}
        # Entries that this run has surely put into dictionaries by now: each with its key.
        self.filled: frozenset[tuple[Any, Any]] = frozenset()
        self.func: FuncDef | None = None
        self.cls: ClassDef | None = None
        self.activation: Activation = None  # type: ignore[assignment]  # set by whoever runs the frame
        self.unrolling = 0
        # The statements of a module that run one after the other.
        self.body: tuple[Any, ...] = ()
        # What runs now: many an expression knows no line of its own.
        self.statement: tuple[Any, ...] = ("", 1)
        # Which element of a display is being evaluated: ``a, b = Hooks(), Hooks()`` makes two objects.
        self.part: Hashable = 0
        # Turns of loops over many things at once: what runs then runs once for each of them.
        self.looping = 0


class Activation:
    """One recorded run: what it returned, which effects it had and which activations it entered.

    ``effects`` maps ``(symbol, kind, effect)`` to ``(line, confidence, row)``; ``edges`` maps an
    entered activation to ``(line, via)`` with ``via`` one of call, thread, task, background,
    dependency, stream, hook.
    """

    __slots__ = (
        "blurred",
        "bound",
        "callers",
        "classes",
        "context",
        "dirty",
        "doubt",
        "edges",
        "effects",
        "finished",
        "first",
        "former",
        "frame",
        "func",
        "loads",
        "notes",
        "number",
        "pending",
        "recursive",
        "result",
        "running",
        "runs",
        "serial",
        "symbol",
        "unresolved",
        "yields",
    )

    def __init__(self, symbol: str, func: FuncDef | None, context: str, bound: tuple[Value, ...]) -> None:
        self.symbol, self.func, self.context = symbol, func, context
        # The arguments; those of a run that stands for many calls grow from the first ones on.
        self.bound = self.first = bound
        self.frame: Frame | None = None
        self.result: Value = NOTHING
        self.yields: Value = NOTHING
        self.effects: dict[tuple[str, str, str], tuple[int, str, Any]] = {}
        self.edges: dict[Activation, tuple[int, str, str]] = {}
        # The edges of the run before: what only grew since then is entered again, not beside it.
        self.former: dict[Activation, tuple[int, str, str]] = {}
        self.unresolved: dict[tuple[int, str], str] = {}
        # What rows say of calls (``opens``, ``schedules``, ...) with the call's own expression; a row knows
        # no expression, so its word waits in ``pending`` until the call it belongs to is done.
        self.notes: list[tuple[str, Any]] = []
        self.pending: list[str] = []
        self.loads: dict[str, int] = {}
        self.callers: set[Activation] = set()
        # What objects of the first argument the last run saw.
        self.classes: frozenset[ClassDef] = frozenset()
        self.running = self.recursive = False
        self.dirty = True
        # ``blurred`` runs stand for calls with different arguments; from line ``doubt`` on what runs depends
        # on a text that is not known.
        self.blurred = False
        self.doubt = 0
        # ``number`` counts the ways in which one function is called; the merged ones share the last.
        self.number = 99
        # ``finished`` counts the runs that ended before the first of this one: callees before callers.
        self.serial = self.runs = self.finished = 0


class Heap:
    """Attributes, container contents and shared variables, joined over all writes."""

    def __init__(self, coarse: Callable[[Value], Value], matters: Callable[[Value, Value], bool]) -> None:
        self.cells: dict[tuple[Any, Any], Value] = {}
        self._readers: dict[tuple[Any, Any], set[Activation]] = {}
        self.dirty: set[Activation] = set()
        self._changes: dict[tuple[Any, Any], int] = {}
        self._coarse, self._matters = coarse, matters
        # How often the names of modules came to hold something else.
        self.renamed = 0

    def read(self, owner: Any, name: Any, reader: Activation) -> Value:
        cell = (owner, name)
        try:
            self._readers[cell].add(reader)
        except KeyError:
            self._readers[cell] = {reader}
        return self.cells.get(cell, NOTHING)

    def peek(self, owner: Any, name: Any) -> Value:
        return self.cells.get((owner, name), NOTHING)

    def extend(self, owner: Any, name: Any, value: Value) -> None:
        """Like ``write``, with every atom kept apart: the keys of a dictionary are not plain data."""
        cell = (owner, name)
        old = self.cells.get(cell, NOTHING)
        if not value <= old:
            self.cells[cell] = old | value
            if readers := self._readers.get(cell):
                self.dirty |= readers

    def write(self, owner: Any, name: Any, value: Value) -> None:
        cell = (owner, name)
        old = self.cells.get(cell)
        if old is not None and value <= old:
            return
        changes = self._changes.get(cell, 0)
        if changes >= MAX_CHANGES:
            value = self._coarse(value)
            if old is not None and changes == MAX_CHANGES:
                old = self._coarse(old)
        new = value if old is None else join(old, value)
        if new == self.cells.get(cell):
            return
        self._changes[cell] = changes + 1
        self.cells[cell] = new
        if type(owner) is Frame and owner.kind == "module":
            self.renamed += 1
        readers = self._readers.get(cell)
        if readers and self._matters(old or NOTHING, new):
            self.dirty |= readers
