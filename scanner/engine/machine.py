"""The abstract machine: memoised activations, lazy modules, and rounds until nothing changes."""

from __future__ import annotations

import builtins
import sys
from collections.abc import Callable, Iterator
from functools import partial
from heapq import heappop, heappush
from typing import Any

from scanner.catalog.schema import Catalog
from scanner.config import DEFAULT_STEPS
from scanner.engine import (
    added,
    expiry,
    generated,
    makers,
    mapping,
    promises,
    read_back,
    selectors,
    staleness,
    stars,
    statements,
    variables,
)
from scanner.engine.closures import Closures
from scanner.engine.evidence import Made
from scanner.engine.exact import Call, Exact
from scanner.engine.frames import Activation, Frame, Heap
from scanner.engine.program import SMALL_TREE, ClassDef, FuncDef, Module, Program
from scanner.engine.records import coarse, matters
from scanner.engine.switches import Switches, of
from scanner.engine.values import (
    NOTHING,
    Alias,
    Atom,
    Bound,
    ClassAtom,
    Const,
    Coroutine,
    FuncAtom,
    Generator,
    Imported,
    Instance,
    Mapping,
    ModuleAtom,
    Partial,
    Sequence,
    Unknown,
    Value,
    ext,
    instance_of,
    join,
    make,
    reset_pool,
    unknown,
)
from scanner.source.entry_points import EntryPoint

MAX_ROUNDS = 8
# Runs of one activation in a wave after its first.
MAX_RUNS = 1
# More of them while objects of further classes call the method.
MAX_RUNS_OF_NEW_CLASSES = 2
# How often what was not repeated is settled anew at the end, and for how many statements: so many, or such a
# share of those before.
LAST_LOOKS = 12
LOOKING, LOOKING_SHARE = 3_000, 50
GROWING_RUNS = 3
MAX_MODULE_RUNS = 16
MAX_NESTING = 300
# How many ways of calling one function are told apart before arguments lose detail, before they lose
# most of it, and before all others share one run.
VARIANTS = 2, 3, 5
# The same in a tree of few bytes, where it costs nothing.
VARIANTS_IN_A_SMALL_TREE = 8, 12, 16
VARIANTS_IN_A_CROWD = 0, 0, 0
# The same while modules are imported: every call there may register something else.
VARIANTS_AT_IMPORT = 1_000, 1_000, 1_000
# The same of dictionaries for a function that hands itself some there: nested data would be told apart at
# every depth.
VARIANTS_OF_ITSELF_AT_IMPORT = 16, 24, 32
CROWD = 40_000
MAX_CALLABLES = 4
# Different sets of flags told apart at one place once its calls are merged.
MAX_FLAGGED = 6
# Names of methods told apart at one place once its calls are merged.
MAX_TITLES = 16
MANY_VARIANTS = 300
# Different texts that pick what a function does, told apart at one place.
MAX_NAMED = 16
# The same of a ``__getattr__``: the names stand in the source, each look-up is small, and what two names
# share is nothing at all.
MAX_ASKED = 1024
ASKED = "__getattr__"
IR = tuple[Any, ...]
BOUND = "the analysis stopped at its bound before this"
# How many routes that come after the bound may take another share of it each: what routes have in common
# was followed for those before.
LATE_ROUTES, LATE_SHARE = 250, 1_000


class Machine:
    """Runs activations against one program. Everything observed stays in the activations."""

    def __init__(self, program: Program, catalog: Catalog) -> None:
        reset_pool()
        self.program, self.catalog = program, catalog
        self.coarsened: dict[tuple[Value | Atom, int], Value] = {}
        self.heap = Heap(partial(coarse, self), partial(matters, self))
        self.activations: dict[tuple[Any, ...], Activation] = {}
        self.by_function: dict[FuncDef, list[Activation]] = {}
        self.classes: dict[tuple[str, str, Any], ClassDef] = {}
        self.classes_called: dict[str, list[ClassDef]] = {}
        self.functions: dict[tuple[str, int, str], FuncDef] = {}
        # Functions seen to hand themselves dictionaries on import, straight or through others.
        self.nesting_data: set[FuncDef] = set()
        self.nesting = 0
        self.steps = self.finished = 0
        self.max_steps = DEFAULT_STEPS
        self.late_routes = self.late_share = 0
        self.looks_until = sys.maxsize
        self.exhausted = self.unsettled = self.settling = False
        # Runs that are not repeated although something they read has grown since.
        self.left_stale: set[Activation] = set()
        # What reading an attribute gives where text or a dictionary has none of that name.
        self.lacking: set[Atom] = set()
        self.web: Any = None
        self.beat: Callable[[], None] = _silent
        # The bytes of a data file of the tree; nothing for what is no file of it.
        self.data: Callable[[str], bytes] = _unread
        # The paths of those files.
        self.data_paths: Callable[[], list[str]] = list
        self.points: list[EntryPoint] | None = None
        self.inventory: dict[tuple[str, str, int, str], Made] = {}
        self.expressions: dict[str, Any] = {}
        self.unfolding: set[tuple[str, str]] = set()
        self.type_expressions: dict[str, Any] = {}
        self.instantiated: set[ClassDef] = set()
        # Keys of loops that a worker thread was seen to run.
        self.loops_of_threads: set[Any] = set()
        self.resolving: set[Imported] = set()
        self.meaning: set[Alias] = set()
        # Names asked for while their modules were still running, during the imports that are being resolved.
        self.missed: list[tuple[Frame, str]] = []
        self.defining: list[ClassDef] = []
        self.variants: dict[tuple[Any, ...], int] = {}
        self.numbers: dict[tuple[Any, ...], int] = {}
        self.closures = Closures()
        self.coarsening = 0
        self.coarser: dict[tuple[Value, bool, int], Value] = {}
        # The same of values that hold no container, which stays true.
        self.plainer: dict[tuple[Value, bool], Value] = {}
        # What is left of a value by a declaration, as of a number of changes to classes.
        self.agreed: dict[tuple[Value, Value], tuple[int, Value]] = {}
        # Type expressions of modules and their classes, as of a number of changes to names.
        self.resolved: dict[tuple[Frame, int], tuple[IR, int, Value]] = {}
        self.imported_for_effect: dict[Module, None] = {}
        self.scopes: dict[tuple[Any, ...], Frame] = {}
        self.module_of: dict[Activation, Module] = {}
        self.records: dict[ClassDef, bool] = {}
        self.telling: dict[Atom, bool] = {}
        self.switches = Switches(self)
        self.selecting: dict[FuncDef, frozenset[int]] = {}
        self.making: dict[FuncDef, bool] = {}
        # Whether what a function says of leaving a block may keep exceptions to itself.
        self.swallowing: dict[FuncDef, bool] = {}
        # The attributes that the text of a function assigns.
        self.assignments: dict[FuncDef, dict[str, tuple[str, ...]]] = {}
        self.made: dict[Any, set[Any]] = {}
        # Calls with the arguments as given: of stand-ins always, of a function while it is looked at again.
        self.entered: dict[Activation, dict[Activation, list[Call]]] = {}
        self.recorded: Activation | None = None
        # The call whose rows were converted last, and the types that did so.
        self.converted: tuple[Any, set[Atom]] = (None, set())
        self.exact: Exact | None = None
        # Objects made in a second look, and what stands for them everywhere else.
        self.twins: dict[Atom, tuple[Instance, ...]] = {}
        # Objects that are called in place of the one function that they were made of.
        self.wrappers: set[Atom] = set()

    # -- modules

    def module(self, name: str) -> Module | None:
        found = self.program.find(name)
        if found is None and self.program.is_package(name):
            found = self.program.modules[name] = Module(name, "", True)
            found.started = True
            found.frame = self._module_frame(found)
        return found

    def _module_frame(self, module: Module) -> Frame:
        frame = Frame("module", module, None)
        frame.activation = Activation(f"{module.name}:<module>", None, "import", ())
        self.module_of[frame.activation] = module
        return frame

    def execute(self, module: Module) -> Frame:
        """Run a module's top level once; its frame may still be filling if imports are circular."""
        if not module.started:
            self._execute_packages(module)
        if not module.started:
            module.started = True
            module.frame = self._module_frame(module)
            self._run_module(module)
        return module.frame  # type: ignore[no-any-return]  # set together with started

    def _execute_packages(self, module: Module) -> None:
        """The packages around a module run before it does, outermost first."""
        parts = module.name.split(".")
        for end in range(1, len(parts)):
            package = self.program.find(".".join(parts[:end]))
            if package is not None and not package.started:
                self.execute(package)

    def _run_module(self, module: Module) -> None:
        frame: Frame = module.frame
        activation = frame.activation
        activation.dirty = False
        activation.running = True
        activation.runs += 1
        self.heap.dirty.discard(activation)
        self.heap.renamed += 1
        frame.body = body = self.program.load(module).statements()
        frame.vars.setdefault("__name__", frozenset((_const(module.name),)))
        nesting, self.nesting = self.nesting, 0
        statements.run_block(self, frame, body)
        self.nesting = nesting
        activation.running = False

    def imports_for_effect(self) -> Iterator[Module]:
        """Modules imported only for their effects; executing one may add more."""
        while self.imported_for_effect:
            module = next(iter(self.imported_for_effect))
            del self.imported_for_effect[module]
            if not module.started:
                yield module

    def rerun_module(self, module: Module) -> None:
        module.frame.activation.effects.clear()
        self._run_module(module)

    def resolve_import(self, name: str, attr: str | None) -> Value:
        """What ``import name`` (attr None) or ``from name import attr`` binds."""
        module = self.module(name)
        if module is None:
            dotted = name if attr is None else f"{name}.{attr}"
            return self.external(dotted)
        if attr is None:
            return frozenset((make(ModuleAtom, module),))
        return self.module_attribute(module, attr, None)

    def external(self, dotted: str) -> Value:
        name = self.catalog.canonical(dotted)
        expression = self.catalog.value(name)
        if expression is not None:
            from scanner.engine.external import evaluate_type

            return evaluate_type(self, expression)
        return ext(name)

    def module_attribute(
        self, module: Module, attr: str, reader: Activation | None, given: Value | None = None
    ) -> Value:
        """A name of a module; ``given`` is what its ``__getattr__`` gave the reader, who has run it."""
        frame = self.execute(module)
        if reader is not None:
            self.heap.read(frame, attr, reader)
        value = frame.vars.get(attr)
        if value is not None:
            value = self.settle(frame, attr, value, reader)
            late = self.heap.peek(frame, ("global", attr))
            return join(value, late) if late else value
        late = self.heap.peek(frame, ("global", attr))
        if late:
            return late
        child = self.module(f"{module.name}.{attr}")
        if child is not None:
            return frozenset((make(ModuleAtom, child),))
        hook = frame.vars.get("__getattr__")
        if hook:
            from scanner.engine.calls import Args, call_value
            from scanner.engine.lazy_names import meant

            if given is None:
                given = call_value(self, frame, hook, Args([frozenset((_const(attr),))]), 1)
            return meant(self, given, attr)
        if attr.startswith("__"):
            return unknown("module attribute")
        starred = stars.find(self, frame, attr) or self._guessed(frame, attr)
        if starred:
            return starred
        if not module.path:
            # Others put their packages beside those of the project.
            return self.external(f"{module.name}.{attr}")
        if frame.activation.running:
            self.missed.append((frame, attr))
        return generated.message(self, module, attr) or unknown(f"{module.name} has no {attr}")

    def settle(self, frame: Frame, name: str, value: Value, reader: Activation | None = None) -> Value:
        """Replace imports and type aliases nobody has needed so far by what they bring."""
        for atom in value:
            if type(atom) is Imported or type(atom) is Alias:
                return self._brought(frame, name, value, reader or frame.activation)
        return value

    def _brought(self, frame: Frame, name: str, value: Value, reader: Activation) -> Value:
        pending = [a for a in value if isinstance(a, Imported)]
        aliases = [a for a in value if isinstance(a, Alias)]
        rest = value.difference(pending, aliases).union(*(variables.meaning(self, a) for a in aliases))
        known = len(self.missed)
        for atom in pending:
            if atom in self.resolving and self._is_started(atom):
                rest |= self._half_imported(atom)
                continue
            self.resolving.add(atom)
            rest |= self.resolve_import(atom.module, atom.attr)
            self.resolving.discard(atom)
        if len(self.missed) > known:
            # The names are asked for again once the modules they come from have bound them.
            for owner, missing in self.missed[known:]:
                self.heap.read(owner, missing, reader)
        elif frame.vars.get(name) is value:
            frame.vars[name] = rest
        if not self.resolving:
            self.missed.clear()
        return rest

    def _is_started(self, atom: Imported) -> bool:
        """Whether asking for the name ends: while its packages run, a module may be asked for again."""
        module = self.module(atom.module)
        return module is None or module.started

    def _half_imported(self, atom: Imported) -> Value:
        """A name that a module needs while the module it comes from is still running."""
        module = self.module(atom.module)
        if module is not None and module.frame is not None and atom.attr is not None:
            bound: Value = module.frame.vars.get(atom.attr, NOTHING)
            if bound and not any(type(a) is Imported for a in bound):
                return bound
        child = self.module(f"{atom.module}.{atom.attr}")
        if child is not None:
            return frozenset((make(ModuleAtom, child),))
        if module is not None and module.frame is not None and module.frame.activation.running:
            self.missed.append((module.frame, str(atom.attr)))
        return unknown(f"circular import of {atom.module}.{atom.attr}")

    # -- names

    def lookup(self, frame: Frame, name: str) -> Value:
        """The value of a name as Python scopes it; an unbound name is unknown."""
        value = frame.vars.get(name)
        if value is not None and name not in frame.globals and name not in frame.nonlocals:
            return self.settle(frame, name, value)
        return self._lookup_outer(frame, name)

    def _lookup_outer(self, frame: Frame, name: str) -> Value:
        reader = frame.activation
        scope = frame.parent if frame.kind != "module" and name not in frame.globals else None
        while scope is not None and scope.kind != "module":
            if scope.kind == "func" and name not in scope.globals:
                value = self.heap.read(scope, name, reader)
                if value:
                    return self.settle(scope, "", value, reader)
                if scope.activation.running and name in scope.vars:
                    return self.settle(scope, name, scope.vars[name], reader)
            scope = scope.parent
        top: Frame = frame.module.frame
        if name in top.vars or self.heap.peek(top, ("global", name)):
            return self.module_attribute(frame.module, name, reader)
        self.heap.read(top, name, reader)
        starred = stars.find(self, top, name)
        if starred:
            return starred
        if name in _BUILTINS:
            return ext(f"builtins.{name}")
        if top.activation.running or frame.kind != "module":
            waits = top.activation.running and reader is not top.activation
            starred = NOTHING if waits else stars.guess(self, top, name)
            return starred or unknown(f"name {name} is not bound")
        return unknown(f"name {name} is not defined")

    def _guessed(self, top: Frame, name: str) -> Value:
        return NOTHING if top.activation.running else stars.guess(self, top, name)

    def bind(self, frame: Frame, name: str, value: Value) -> None:
        """Assign a plain name in a frame."""
        if name in frame.globals:
            top: Frame = frame.module.frame
            if name in top.annotations:
                value = promises.given(self, top, value, top.annotations[name])
            self.heap.write(frame.module.frame, ("global", name), value)
            self.heap.write(frame.module.frame, name, value)
            return
        if name in frame.nonlocals:
            scope = frame.parent
            while scope is not None and scope.kind == "func":
                if name in scope.vars or self.heap.peek(scope, name):
                    self.heap.write(scope, name, value)
                    self._rebind(scope, name, value)
                    return
                scope = scope.parent
        if name in frame.scope.rebound:
            value = join(value, self.heap.read(frame.scope, ("rebound", name), frame.activation))
        frame.vars[name] = value
        if frame.kind == "module" or frame.captured:
            self.heap.write(frame.scope, name, value)

    def _rebind(self, scope: Frame, name: str, value: Value) -> None:
        """A nested function assigns a name of the one around it, which reads it as well from now on."""
        if name not in scope.rebound:
            scope.rebound.add(name)
            if scope.activation is not None:
                self.heap.dirty.add(scope.activation)
        self.heap.write(scope, ("rebound", name), value)

    def capture(self, frame: Frame) -> None:
        """From now on nested functions see what this frame's names are bound to."""
        if frame.kind == "func" and not frame.captured:
            frame.captured = True
            for name, value in frame.vars.items():
                self.heap.write(frame.scope, name, value)

    def one_more(self, origin: Any, thing: Any, most: int = MANY_VARIANTS) -> int:
        """How many different things an origin (a class, a place in the code) has made, this one included."""
        things = self.made.get(origin)
        if things is None:
            things = self.made[origin] = set()
        if len(things) <= most:
            things.add(thing)
        return len(things)

    # -- activations

    def activate(
        self, atom: FuncAtom, bound: tuple[Value, ...], context: str, caller: Activation, line: int, via: str
    ) -> Activation:
        """Run (or remember) a function body in a context and record who entered it."""
        looked = self.exact.enter(atom, bound, context) if self.exact is not None else None
        found = looked or self._shared(atom, bound, context, caller, (line, via))
        if caller is self.recorded or (caller.func is None and context in ("loop", "thread")):
            calls = self.entered.setdefault(caller, {}).setdefault(found, [])
            call = (atom, bound, context)
            if call not in calls:
                calls.append(call)
        edge = caller.edges.get(found)
        if edge is None or (line, via) < edge[:2]:
            caller.edges[found] = (line, via, "certain")
        found.callers.add(caller)
        if found.running:
            found.recursive = True
        elif found.dirty:
            self.run(found)
        if caller.frame is not None and caller.frame.paths:
            read_back.entered(self, caller.frame, found)
        return found

    def _shared(
        self,
        atom: FuncAtom,
        bound: tuple[Value, ...],
        context: str,
        caller: Activation,
        edge: tuple[int, str],
    ) -> Activation:
        """The run that this call shares with others that look like it."""
        func, given = atom.func, bound
        place: tuple[Any, ...] = (func, atom.frame, context, *(_callables(v, self.wrappers) for v in bound))
        variants = self.variants.get(place, 0)
        few, some, most = self._told_apart(func, bound, context)
        many = func.variants > MANY_VARIANTS and context != "import" and func.name != ASKED
        if variants > few or many:
            names = {} if many else self._names(func, atom, bound)
            if names:
                place = (*place, *names.items())
                variants = self.variants.get(place, 0)
            if variants > few or many:
                bound = tuple(
                    v if n in names else self.generalise(v, variants > some or many)
                    for n, v in enumerate(bound)
                )
        key: tuple[Any, ...] = (func, atom.frame, context, bound)
        if context != "import" and caller.func is not None and self._makes(func):
            # What it makes is the caller's to fill.
            key = (*key, caller.func, caller.number, edge[0])
        found = self.activations.get(key)
        if found is None:
            grown = self._grown(func, atom, bound, context, caller, edge) if self.settling else None
            if grown is not None:
                found = self.activations[key] = grown
            elif variants > most:
                shared = self._flagged((*place, *_heir(func, bound)), bound)
                found = self._merged(self._titled(shared, bound), atom, bound, context)
            else:
                self.variants[place] = variants + 1
                func.variants += 1
                found = self._create(key, func, atom, bound, context)
                numbered = func, atom.frame, context
                found.number = self.numbers[numbered] = self.numbers.get(numbered, -1) + 1
                if variants > few and found.frame is not None:
                    found.frame.scope = self._shared_scope(self._flagged(place, bound), found.frame)
        if found.bound != given:
            found.blurred = True
        return found

    def _makes(self, func: FuncDef) -> bool:
        known = self.making.get(func)
        if known is None:
            known = self.making[func] = makers.makes(func)
        return known

    def _names(self, func: FuncDef, atom: FuncAtom, bound: tuple[Value, ...]) -> dict[int, Atom]:
        """The texts and members that pick what this call does; empty where too many different ones do."""
        asked = func.name == ASKED
        if len(self.activations) >= CROWD and not asked:
            return {}
        positions = self.selecting.get(func)
        if positions is None:
            func.load()
            positions = self.selecting[func] = selectors.selecting(func)
        names = selectors.given(positions, bound) if positions else {}
        most = MAX_ASKED if asked else MAX_NAMED
        known = names and self.one_more(("names", func, atom.frame), tuple(names.items()), most) <= most
        return names if known else {}

    def _told_apart(self, func: FuncDef, bound: tuple[Value, ...], context: str) -> tuple[int, int, int]:
        if context == "import":
            nests = any(isinstance(a, Mapping) for v in bound for a in v)
            if nests and func.running:
                self.nesting_data.add(func)
            return VARIANTS_OF_ITSELF_AT_IMPORT if nests and func in self.nesting_data else VARIANTS_AT_IMPORT
        if len(self.activations) >= CROWD:
            return VARIANTS_IN_A_CROWD
        return VARIANTS_IN_A_SMALL_TREE if self.program.size < SMALL_TREE else VARIANTS

    def _grown(
        self,
        func: FuncDef,
        atom: FuncAtom,
        bound: tuple[Value, ...],
        context: str,
        caller: Activation,
        edge: tuple[int, str],
    ) -> Activation | None:
        """What this call entered when the caller ran last, if only its arguments have grown since."""
        for found, known in caller.former.items():
            if (
                found.func is func
                and known[:2] == edge
                and found.context == context
                and found.frame is not None
                and found.frame.parent is atom.frame
                and found.callers == {caller}
                and all(old <= new for old, new in zip(found.bound, bound, strict=True))
            ):
                found.bound = bound if found.runs < GROWING_RUNS else tuple(coarse(self, v) for v in bound)
                found.dirty = True
                return found
        return None

    def _flagged(self, place: tuple[Any, ...], bound: tuple[Value, ...]) -> tuple[Any, ...]:
        """The place and the flags given there: what one of them switches on is no matter of calls without."""
        marked = (*place, *_flags(bound))
        return marked if self.one_more(("flags", place), marked) <= MAX_FLAGGED else place

    def _titled(self, place: tuple[Any, ...], bound: tuple[Value, ...]) -> tuple[Any, ...]:
        """The place and the name of the method, if it is handed one of many that share a name: what
        ``read()`` gives is nothing to those that hand over ``write``."""
        names = [_title(v) for v in bound if len(v) > MAX_CALLABLES]
        if not any(names):
            return place
        marked = (*place, *names)
        return marked if self.one_more(("titles", place), marked) <= MAX_TITLES else place

    def _shared_scope(self, place: tuple[Any, ...], frame: Frame) -> Frame:
        scope = self.scopes.get(place)
        if scope is None:
            scope = self.scopes[place] = Frame("func", frame.module, frame.parent, frame.prefix)
            scope.func, scope.cls, scope.activation = frame.func, frame.cls, frame.activation
        return scope

    def _merged(
        self, place: tuple[Any, ...], atom: FuncAtom, bound: tuple[Value, ...], context: str
    ) -> Activation:
        """The one activation that stands for all further argument shapes of a much-called function."""
        key = (*place, "merged")
        found = self.activations.get(key)
        if found is None:
            return self._create(key, atom.func, atom, bound, context)
        grown = tuple(join(a, b) for a, b in zip(found.bound, bound, strict=True))
        if found.runs >= GROWING_RUNS:
            grown = tuple(coarse(self, v) for v in grown)
        if grown != found.bound:
            found.bound = grown
            # Growing arguments are gathered over a round rather than chased one by one.
            if found.running or found.runs > 2:
                self.heap.dirty.add(found)
            else:
                found.dirty = True
        return found

    def _create(
        self, key: tuple[Any, ...], func: FuncDef, atom: FuncAtom, bound: tuple[Value, ...], context: str
    ) -> Activation:
        found = self.new_activation(atom, bound, context)
        found.serial = len(self.activations)
        self.activations[key] = found
        self.by_function.setdefault(func, []).append(found)
        return found

    def new_activation(self, atom: FuncAtom, bound: tuple[Value, ...], context: str) -> Activation:
        """A run that nobody has entered yet."""
        func = atom.func
        found = Activation(func.symbol, func, context, bound)
        frame = Frame("func", func.module, atom.frame, f"{func.qualname}.")
        frame.func, frame.cls, frame.activation = func, atom.owner or func.cls, found
        found.frame = frame
        return found

    def run(self, activation: Activation) -> None:
        """Interpret the body; repeat while a recursive call makes the result grow."""
        func, frame = activation.func, activation.frame
        if func is None or frame is None:
            return
        if self.nesting > MAX_NESTING or self.steps > self.max_steps:
            self._give_up(activation, func)
            return
        self.beat()
        self.nesting += 1
        func.running += 1
        activation.running = True
        activation.runs += 1
        first = activation.result, activation.yields, expiry.outcome(activation.loads)
        for _ in range(4):
            before = activation.result, activation.yields
            activation.recursive = activation.dirty = False
            self.heap.dirty.discard(activation)
            self.left_stale.discard(activation)
            activation.effects.clear()
            activation.unresolved.clear()
            activation.former, activation.edges = activation.edges, {}
            activation.loads.clear()
            activation.notes.clear()
            activation.doubt = 0
            try:
                self._interpret(func, frame, activation)
            except RecursionError:
                self._give_up(activation, func)
            if not activation.recursive or not self._grew(before, activation):
                break
        activation.running = False
        func.running -= 1
        self.nesting -= 1
        if activation.runs > GROWING_RUNS:
            activation.result = coarse(self, activation.result)
            activation.yields = coarse(self, activation.yields)
        if not activation.finished:
            self.finished += 1
            activation.finished = self.finished
        if activation.runs > 1 and (
            self._grew(first[:2], activation) or first[2] != expiry.outcome(activation.loads)
        ):
            self.heap.dirty |= activation.callers

    def grant(self) -> None:
        """Steps for the next route although the bound is reached."""
        if self.steps > self.max_steps and self.late_routes < LATE_ROUTES:
            self.late_share = self.late_share or self.max_steps // LATE_SHARE
            self.late_routes += 1
            self.max_steps = max(self.max_steps, self.steps + self.late_share - 1)

    def _give_up(self, activation: Activation, func: FuncDef) -> None:
        self.exhausted = True
        activation.result = join(activation.result, unknown(BOUND))
        activation.unresolved[(func.line, func.symbol)] = BOUND

    def _grew(self, before: tuple[Value, Value], activation: Activation) -> bool:
        return matters(self, before[0], activation.result) or matters(self, before[1], activation.yields)

    def _interpret(self, func: FuncDef, frame: Frame, activation: Activation) -> None:
        activation.classes = _classes(activation.bound)
        frame.vars = dict(zip((p[0] for p in func.params), activation.bound, strict=True))
        frame.globals, frame.nonlocals = set(), set()
        for name in frame.scope.rebound & frame.vars.keys():
            self.bind(frame, name, frame.vars[name])
        frame.jumps, frame.breaks, frame.filled = [], [], frozenset()
        if frame.captured:
            frame.captured = False
            self.capture(frame)
        if statements.run_block(self, frame, func.body):
            activation.result = join(activation.result, frozenset((_const(None),)))
            if not func.is_generator:
                expiry.ended(frame, activation.loads, func.line)

    def generalise(self, value: Value, hard: bool) -> Value:
        """A coarser value, for functions called with very many different arguments."""
        if self.coarsening > 3:
            return frozenset((_ANY,)) if value else value
        plain = self.plainer.get((value, hard))
        if plain is not None:
            return plain
        if not any(isinstance(atom, Sequence | Mapping) for atom in value):
            plain = self.plainer[value, hard] = NOTHING.union(*(self._coarse(atom, hard) for atom in value))
            return plain
        key = value, hard, self.coarsening
        known = self.coarser.get(key)
        if known is None:
            self.coarsening += 1
            known = self.coarser[key] = NOTHING.union(*(self._coarse(atom, hard) for atom in value))
            self.coarsening -= 1
            if not self.coarsening:
                # What containers hold may be more the next time.
                self.coarser.clear()
        return known

    def _coarse(self, atom: Any, hard: bool) -> Value:
        if isinstance(atom, Const):
            return instance_of("str") if isinstance(atom.value, str) else frozenset((atom,))
        if isinstance(atom, Unknown):
            return frozenset((_ANY,))
        if isinstance(atom, Instance):
            # A row that is no longer one would be read without a load.
            keeps = expiry.is_row(atom) or bool(of(atom)) or atom in self.wrappers
            drops = hard and atom.key is not None and not keeps
            return frozenset((make(Instance, atom.cls, None),)) if drops else frozenset((atom,))
        if isinstance(atom, Sequence):
            return self._coarse_sequence(atom, hard)
        if isinstance(atom, Mapping):
            return self._coarse_mapping(atom, hard)
        return frozenset((atom,))

    def _coarse_sequence(self, atom: Sequence, hard: bool) -> Value:
        rest = self.heap.peek(atom, "rest")
        if atom.key is not None and not atom.items and not rest:
            # Who gets it may be the one who fills it.
            return frozenset((atom,))
        if not atom.interesting and not any(a.interesting for a in rest):
            return instance_of(atom.kind)
        if not hard:
            return frozenset((atom,))
        items = tuple(self.generalise(v, True) for v in atom.items)
        if atom.kind == "tuple" and not rest and len(items) < 8:
            return frozenset((make(Sequence, items, None, "tuple"),))
        return instance_of(atom.kind, (("0", join(*items, self.generalise(rest, True))),))

    def _coarse_mapping(self, atom: Mapping, hard: bool) -> Value:
        is_filled_later = bool(self.heap.peek(atom, "keys") or self.heap.peek(atom, "rest"))
        if atom.key is not None and not atom.items and not atom.rest:
            return frozenset((atom,))
        if not atom.interesting and not is_filled_later:
            return instance_of("dict")
        if not hard or is_filled_later:
            return frozenset((atom,))
        # A keyword that is left out would let the default of its parameter decide.
        items = tuple((k, self.generalise(v, True)) for k, v in atom.items)
        return frozenset((make(Mapping, items, None, self.generalise(atom.rest, True)),))

    # -- rounds

    def stabilise(self, step: Callable[[], None]) -> None:
        """Repeat ``step`` until no activation has read something that changed afterwards."""
        looked = False
        for _ in range(MAX_ROUNDS):
            step()
            if not self.heap.dirty:
                if looked or not self.left_stale or self.exhausted:
                    return
                looked = True
                self._look_again()
            else:
                self._settle()
        self.unsettled = True

    def _look_again(self) -> None:
        """Repeat at the end what was not repeated, as long as that costs little."""
        self.looks_until = self.steps + max(LOOKING, self.steps // LOOKING_SHARE)
        for _ in range(LAST_LOOKS):
            if self.left_stale and self.steps <= self.looks_until:
                self.heap.dirty, self.left_stale = self.left_stale, set()
                self._settle()
        self.looks_until = sys.maxsize

    def _settle(self) -> None:
        self.settling = True
        self._settle_readers()
        self.settling = False

    def _settle_readers(self) -> None:
        """Run again what read something that changed; a caller only if a result of it changed.

        In waves: within one, callees come before their callers, and whatever changes behind the wave
        waits for the next.
        """
        again: dict[Activation, int] = {}
        while self.heap.dirty:
            wave: list[tuple[int, int, Activation]] = []
            waiting: set[Activation] = set()
            position = -1
            later: set[Activation] = set()
            while True:
                stale, self.heap.dirty = self.heap.dirty, set()
                for activation in self._runnable(stale):
                    if activation.finished <= position:
                        later.add(activation)
                    elif activation not in waiting:
                        waiting.add(activation)
                        heappush(wave, (activation.finished, activation.serial, activation))
                if not wave:
                    break
                position, _, activation = heappop(wave)
                waiting.discard(activation)
                count = again[activation] = again.get(activation, 0) + 1
                allowed = MAX_RUNS + (MAX_RUNS_OF_NEW_CLASSES if _has_new_classes(activation) else 0)
                if count <= allowed and self.steps <= min(self.max_steps, self.looks_until):
                    self.run(activation)
                else:
                    self.left_stale.add(activation)
            spent = {a for a in later if again.get(a, 0) >= MAX_RUNS and not _has_new_classes(a)}
            self.left_stale |= spent
            self.heap.dirty |= later - spent

    def _runnable(self, stale: set[Activation]) -> Iterator[Activation]:
        """The function runs among what is stale, and those that a stale stand-in belongs to."""
        modules = [self.module_of[a] for a in stale if a.func is None and a in self.module_of]
        for module in sorted(modules, key=lambda m: m.name):
            if module.frame.activation.runs < MAX_MODULE_RUNS and self.steps <= self.max_steps:
                self.rerun_module(module)
            else:
                self.left_stale.add(module.frame.activation)
        for activation in stale:
            if activation.func is not None:
                yield activation
            elif activation not in self.module_of:
                yield from (a for a in activation.callers if a.func is not None)

    def run_coroutine(self, atom: Coroutine, context: str, frame: Frame, line: int, via: str) -> Value:
        caller = frame.activation
        done = self.activate(atom.func, atom.bound, context, caller, line, via)
        if not done.loads:
            return done.result
        # A stand-in of another context has no frame: it shares the variables of the one it stands for.
        awaiting = caller.frame or frame
        staleness.deleted_by(awaiting, done)
        result = added.returned(self, awaiting, done.loads, done.result)
        staleness.returned(self, awaiting, done.loads)
        mapping.carry_writes(caller, done.loads)
        return result

    def implementations(self, cls: ClassDef) -> list[ClassDef]:
        """The class and the subclasses of it that the project instantiates, as far as known now."""
        out: list[ClassDef] = []
        for module, name in self.program.descendants(cls.name):
            if not module.started and _is_loading(cls.module):
                # It would find its base missing: it is asked for once this module has been left.
                self.heap.dirty.add(cls.module.frame.activation)
                continue
            named = [a.cls for a in self.module_attribute(module, name, None) if isinstance(a, ClassAtom)]
            out += [other for other in named if other is not cls and other.is_subclass_of(cls)]
        return out


def _is_loading(module: Module) -> bool:
    """Whether a module runs for the first time and has not come to its end."""
    activation = module.frame.activation if module.frame is not None else None
    return activation is not None and activation.running and activation.runs == 1


def _classes(bound: tuple[Value, ...]) -> frozenset[ClassDef]:
    return frozenset(a.cls for a in bound[0] if isinstance(a, Instance)) if bound else frozenset()


def _has_new_classes(activation: Activation) -> bool:
    return not _classes(activation.bound) <= activation.classes


def _heir(func: FuncDef, bound: tuple[Value, ...]) -> Iterator[ClassDef]:
    """The one class that inherits the method it is called on."""
    classes = _classes(bound)
    if func.cls is not None and len(classes) == 1 and func.cls not in classes:
        yield from classes


def _const(value: Any) -> Any:
    return make(Const, value)


def _flags(bound: tuple[Value, ...]) -> Iterator[tuple[Any, Any]]:
    """The arguments that are a plain True or False, also those on their way in a mapping of keywords
    and those that objects were built with."""
    for place, value in enumerate(bound):
        if len(value) != 1:
            continue
        atom = next(iter(value))
        if isinstance(atom, Mapping) and atom.key is None:
            for name, item in atom.items:
                for one in item if len(item) == 1 else ():
                    if isinstance(one, Const) and isinstance(one.value, bool):
                        yield name, one.value
        elif isinstance(atom, Const) and isinstance(atom.value, bool):
            yield place, atom.value
        elif isinstance(atom, Instance) and of(atom):
            yield place, of(atom)


def _callables(value: Value, wrappers: set[Atom]) -> Value:
    """The functions among the arguments, also those that coroutines will run: mixing few of them up would
    mix up what decorators wrap and what schedulers are given."""
    if len(value) > MAX_CALLABLES:
        return NOTHING
    for atom in value:
        if isinstance(atom, _RUNNABLE) or atom in wrappers:
            return frozenset(
                a.func if isinstance(a, Coroutine | Generator) else a
                for a in value
                if isinstance(a, _RUNNABLE) or a in wrappers
            )
    return NOTHING


def _title(value: Value) -> str | None:
    """The name that all functions in a value share."""
    held = (a.callee if isinstance(a, Bound) else a for a in value)
    names = {a.func.name for a in held if isinstance(a, FuncAtom)}
    return names.pop() if len(names) == 1 else None


_RUNNABLE = (FuncAtom, Bound, Partial, ClassAtom, Coroutine, Generator)
_ANY = make(Unknown, "value not modelled")
_BUILTINS = frozenset(dir(builtins))


def _silent() -> None:
    return None


def _unread(path: str) -> bytes:
    return b""
