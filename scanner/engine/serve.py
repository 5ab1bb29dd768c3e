"""Serving each route as the framework would: dependencies, handler, background tasks, streamed bodies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from scanner.engine import (
    alternatives,
    asked_methods,
    contracts,
    enums,
    foreign_bases,
    injection,
    library_routes,
    listeners,
    managers,
    models,
    orm,
    own_requests,
    own_routes,
    responses,
    route_lists,
    signatures,
    wiring,
    written_fields,
)
from scanner.engine.annotations import instances, instantiate, resolve
from scanner.engine.attributes import write_attribute
from scanner.engine.calls import (
    Args,
    any_instance,
    call_method,
    call_value,
    default_value,
    definition_frame,
    silent,
)
from scanner.engine.containers import contents, iterate_value
from scanner.engine.frames import Activation, Frame
from scanner.engine.program import SMALL_TREE, ClassDef, FuncDef
from scanner.engine.records import has_role
from scanner.engine.scheduling import await_value, shadow_frame
from scanner.engine.values import (
    ANY,
    NOTHING,
    OPAQUE_TYPES,
    STR,
    Atom,
    Bound,
    ClassAtom,
    Const,
    Coroutine,
    Ext,
    ExtAwaitable,
    ExtInstance,
    Form,
    FuncAtom,
    Generator,
    Instance,
    Mapping,
    Partial,
    Unknown,
    Value,
    instance_of,
    join,
    make,
    ordered,
)
from scanner.engine.web import Entry, Registry, Web, is_async_callable

if TYPE_CHECKING:
    from scanner.engine.machine import Machine


@dataclass(slots=True)
class Served:
    """One route as it is reachable from an application, and the run that served it."""

    kind: str
    path: str
    methods: tuple[str, ...]
    handler: FuncDef
    entry: Entry
    tags: tuple[str, ...]
    activation: Activation
    called: Atom
    dependencies: list[str] = field(default_factory=list)
    security: list[str] = field(default_factory=list)
    response_model: str | None = None
    response_fields: list[str] = field(default_factory=list)
    parameters: list[str] = field(default_factory=list)
    requests: Value = NOTHING
    body: set[str] = field(default_factory=set)
    # What requests may have been sent with, where something asks.
    asked: Value = NOTHING

    @property
    def signature(self) -> tuple[Any, ...]:
        return self.kind, self.path, self.methods, self.handler

    def take_up(self, other: Served) -> None:
        """Count what serving the other route runs as run by this one."""
        for activation, edge in other.activation.edges.items():
            self.activation.edges.setdefault(activation, edge)
        self.dependencies += [name for name in other.dependencies if name not in self.dependencies]


@dataclass(slots=True)
class Hook:
    """Code that runs around routes: middleware, lifespan, exception handlers."""

    role: str
    activation: Activation
    # The application or router before whose first request it certainly runs.
    starts: Registry | None = None


class Server:
    """Flattens the registries into routes and runs them."""

    def __init__(self, vm: Machine, web: Web) -> None:
        self.vm, self.web = vm, web
        self.routes: list[Served] = []
        self.hooks: list[Hook] = []
        self.orphans: list[Registry] = []
        # Applications that no other one includes or mounts.
        self.applications: list[Registry] = []
        # What renders the routes that name no class.
        self._response_class: Value = NOTHING
        self._roots: dict[Any, Activation] = {}
        # Applications and routers whose hooks ran in this pass, and those whose routes did.
        self._hooked: set[Atom] = set()
        self._started: dict[Atom, Registry] = {}
        self.roles: dict[FuncDef, str] = {}
        # Paths registered for a handler that nobody knows, by module and line.
        self.lost_handlers: dict[tuple[str, int], str] = {}
        # Symbols of dependencies that a security object of the framework feeds, and of those being solved.
        self.guards: set[str] = set()
        self._solving: list[str] = []
        self._asks_methods = asked_methods.is_asked(vm)

    def serve(self) -> None:
        """One pass over every application; call again when the machine learned something."""
        self.routes, self.hooks = [], []
        self.lost_handlers.clear()
        included = self._included()
        applications = [
            r for r in self.web.registries.values() if r.role == "application" and r.atom not in included
        ]
        routers = [r for r in self.web.registries.values() if r.role == "router" and r.atom not in included]
        self.orphans = [r for r in routers if r.entries]
        roots = applications
        # Applications that serve only files say nothing about routers of which none was seen to be included.
        if self.web.lost_includes or not any(map(_has_routes, self.web.registries.values())):
            roots = applications + self.orphans
        roots = alternatives.distinct(self.vm, roots)
        self.applications = [registry for registry in roots if registry.role == "application"]
        self._hooked, self._started = set(), {}
        for registry in roots:
            # What surrounds routes may register more of them, so it runs before any is served.
            self._hooks(registry)
        # In larger trees they might use up the bound.
        early = {r.atom: r for r in roots if self.vm.program.size < SMALL_TREE}
        for registry in early.values():
            # What it makes for routes is known before they ask for it.
            self._lifespans(registry)
        below = self._below(roots)
        self._walk_each([r for r in roots if r.atom not in below], "", [], (), set())
        self._listeners()
        # Last, what starts everything: where that is more than the bound allows, routes come first.
        for registry in list(self._started.values()):
            if registry.atom not in early:
                self._lifespans(registry)

    def _included(self) -> set[Atom]:
        out: set[Atom] = set()
        for registry in self.web.registries.values():
            for entry in registry.entries.values():
                if entry.kind in ("include", "mount") and not self._is_optional(registry, entry):
                    out |= {a for a in entry.target if a is not registry.atom}
        return out

    def _below(self, roots: list[Registry]) -> set[Atom]:
        """What applications include and mount, at any depth, now that their hooks did so, too."""
        found: set[Atom] = set()
        queue = list(roots)
        while queue:
            registry = queue.pop()
            for entry in registry.entries.values():
                if entry.kind in ("include", "mount") and not self._is_optional(registry, entry):
                    fresh = entry.target - found - {registry.atom}
                    found |= fresh
                    queue += [self.web.registries[atom] for atom in fresh if atom in self.web.registries]
        return found

    def _walk_each(
        self,
        registries: Iterable[Registry],
        prefix: str,
        inherited: list[Value],
        tags: tuple[str, ...],
        seen: set[Atom],
    ) -> None:
        """One line makes one application: what it makes of other arguments adds no route that is there."""
        made: dict[tuple[str, int], list[Served]] = {}
        for registry in registries:
            before = len(self.routes)
            self._walk(registry, prefix, inherited, tags, seen)
            routes = self.routes[before:]
            known = made.setdefault((registry.module, registry.line), routes)
            if known is not routes:
                self.routes[before:] = _not_served_yet(known, routes)

    def _walk(
        self,
        registry: Registry,
        prefix: str,
        inherited: list[Value],
        tags: tuple[str, ...],
        seen: set[Atom],
    ) -> None:
        """Routes of a registry; a plain route does not get the prefix of the router it is declared on."""
        if registry.atom in seen:
            return
        seen = seen | {registry.atom}
        above = self._response_class
        own_class = self._response_class = registry.options.get("default_response_class") or above
        dependencies = [*inherited, registry.options.get("dependencies", NOTHING)]
        tags = (*tags, *self._texts(registry.options.get("tags", NOTHING)))
        self._hooks(registry)
        self._started.setdefault(registry.atom, registry)
        below = self._added(registry)
        late: dict[tuple[Any, ...], list[list[Served]]] = {}
        for entry in list(registry.entries.values()):
            own = prefix + entry.prefix
            if entry.kind in ("route", "websocket"):
                route_class = registry.options.get("route_class")
                if route_class and entry.role not in _UNPREFIXED:
                    entry.options.setdefault("route_class", route_class)
                if "route_class" in entry.options or "route_class_override" in entry.options:
                    entry = own_routes.remade(self.vm, entry) if entry.role not in _UNPREFIXED else entry
                    own = prefix + entry.prefix
                place = prefix if entry.role in _UNPREFIXED else own
                # Calls are told apart while modules are imported; later one stands for many.
                key = entry.kind, entry.module, entry.line, place, entry.path, entry.methods
                known = [] if entry.activation.context == "import" else late.setdefault(key, [])
                if len(known) >= MANY_ALIKE:
                    continue
                before = len(self.routes)
                self._route(entry, place, dependencies, tags)
                known.append(self.routes[before:])
                if len(known) > 1:
                    self.routes[before:] = _not_served_yet(known[0], known[-1])
            elif entry.kind == "include":
                more = (*tags, *self._texts(entry.options.get("tags", NOTHING)))
                given = [*dependencies, entry.options.get("dependencies", NOTHING)]
                self._response_class = entry.options.get("default_response_class") or own_class
                self._walk_each(below.get(entry.order, ()), own + entry.path, given, more, seen)
            elif entry.kind == "mount":
                self._response_class = NOTHING
                self._walk_each(below.get(entry.order, ()), own + entry.path.rstrip("/"), [], (), seen)
            self._response_class = own_class
        self._response_class = above

    def _added(self, registry: Registry) -> dict[int, list[Registry]]:
        """What is included or mounted, by its first entry: what one line adds alike in several calls counts
        together."""
        placed: dict[tuple[Any, ...], dict[Atom, Registry]] = {}
        first: dict[int, tuple[Any, ...]] = {}
        for entry in registry.entries.values():
            if entry.kind not in ("include", "mount") or self._is_optional(registry, entry):
                continue
            options = frozenset(entry.options.items())
            place = entry.kind, entry.module, entry.line, entry.prefix, entry.path, options, entry.role
            if place not in placed:
                first[entry.order] = place
            sources = self._registered(entry)
            if entry.role == route_lists.COPIED:
                sources = [each for each in sources if not route_lists.put_back(registry, each)]
            placed.setdefault(place, {}).update((each.atom, each) for each in sources)
        found = {}
        for order, place in first.items():
            registries = list(placed[place].values())
            if place[-1] == route_lists.COPIED and len(registries) > 1:
                # What one line copies for many routers, nobody can tell apart any more.
                registries = []
            if place[0] == "include" or len(registries) > MANY_ALIKE:
                registries = list(alternatives.included(registries))
            found[order] = registries
        return found

    def _is_optional(self, registry: Registry, entry: Entry) -> bool:
        return alternatives.is_optional(self.vm, registry, entry)

    def _registered(self, entry: Entry) -> list[Registry]:
        known = self.web.registries
        return [known[atom] for atom in ordered(entry.target) if atom in known]

    def _texts(self, value: Value) -> tuple[str, ...]:
        frame = self._frame(self._root(("texts",), "loop"))
        texts = enums.texts(iterate_value(self.vm, frame, value, 1, False)) if value else NOTHING
        return tuple(sorted({str(a.value) for a in texts if isinstance(a, Const)}))

    # -- roots

    def _root(self, key: Any, context: str) -> Activation:
        root = self._roots.get(key)
        if root is None:
            root = self._roots[key] = Activation("<root>", None, context, ())
        root.dirty = False
        root.edges.clear()
        root.effects.clear()
        return root

    def _frame(self, root: Activation) -> Frame:
        module = next(iter(self.vm.program.modules.values()))
        frame = Frame("func", module, None)
        frame.activation = root
        return frame

    # -- routes

    def _route(self, entry: Entry, prefix: str, dependencies: list[Value], tags: tuple[str, ...]) -> None:
        if all(map(_is_lost, entry.target)):
            self.lost_handlers[entry.module, entry.line] = prefix + entry.path
        before = len(self.routes)
        for atom in ordered(entry.target):
            if isinstance(atom, ClassAtom):
                self._endpoint_class(entry, prefix, atom, dependencies, tags)
                continue
            called = self._callable(atom)
            source = (
                self.source(atom) if called is not None else library_routes.handler(self.web, atom, entry)
            )
            if source is None:
                continue
            self._serve_route(entry, prefix, atom, source, dependencies, tags, entry.methods)
        # One registration of one function is one route, whatever the function was made with.
        self.routes[before:] = _once(self.routes[before:])

    def _callable(self, atom: Atom) -> FuncAtom | None:
        """The project function that really runs when the framework calls an endpoint."""
        if isinstance(atom, FuncAtom):
            return atom
        if isinstance(atom, Bound):
            return self._callable(atom.callee)
        if isinstance(atom, Partial):
            return next((f for a in ordered(atom.callee) if (f := self._callable(a))), None)
        if isinstance(atom, Instance):
            found = atom.cls.lookup("__call__")
            return next((f for a in ordered(found[1]) if (f := self._callable(a))), None) if found else None
        if isinstance(atom, ExtInstance):
            inner = atom.param("function") or atom.param("fget")
            return next((f for a in ordered(inner) if (f := self._callable(a))), None)
        return None

    def source(self, atom: Atom) -> FuncAtom | None:
        """The function as written: through ``__wrapped__`` of decorators, be they functions or objects."""
        within = ordered(self.vm.heap.peek(atom, "__wrapped__")) if isinstance(atom, Instance) else ()
        current = next((f for a in within if (f := self._callable(a))), None) or self._callable(atom)
        for _ in range(8):
            if current is None:
                return None
            inner = self.vm.heap.peek(current, "__wrapped__")
            following = next((f for a in ordered(inner) if (f := self._callable(a))), None)
            if following is None or following is current:
                return current
            current = following
        return current

    def _endpoint_class(
        self, entry: Entry, prefix: str, atom: ClassAtom, dependencies: list[Value], tags: tuple[str, ...]
    ) -> None:
        """Starlette endpoint classes: one handler per HTTP method, one for all hooks of a websocket."""
        root_frame = self._frame(self._root(("class", entry.order), "loop"))
        instance = any_instance(self.vm, root_frame, atom.cls)
        around = tuple(make(Bound, member, instance) for _, member in _members(atom, ("dispatch",)))
        if entry.kind == "route":
            for name, member in _members(atom, _VERBS):
                bound = make(Bound, member, instance)
                self._serve_route(entry, prefix, bound, member, dependencies, tags, (name.upper(),), around)
            return
        hooks = [member for _, member in _members(atom, _HOOKS)]
        bounds = (*(make(Bound, hook, instance) for hook in hooks), *around)
        if hooks:
            self._serve_route(entry, prefix, bounds[0], hooks[0], dependencies, tags, (), bounds[1:])

    def _serve_route(
        self,
        entry: Entry,
        prefix: str,
        atom: Atom,
        source: FuncAtom,
        dependencies: list[Value],
        tags: tuple[str, ...],
        methods: tuple[str, ...],
        beside: tuple[Atom, ...] = (),
    ) -> None:
        """``beside``: what else serves the same connection, as the other hooks of a websocket class do."""
        self.vm.grant()
        path = prefix + entry.path
        root = self._root((entry.order, entry.module, entry.line, path, atom, methods), "loop")
        frame = self._frame(root)
        route_tags = (*tags, *self._texts(entry.options.get("tags", NOTHING)))
        kind = "websocket" if entry.kind == "websocket" else "http"
        served = Served(
            kind, path, methods if kind == "http" else (), source.func, entry, route_tags, root, atom
        )
        served.requests = self._wrap(frame, entry)
        if self._asks_methods:
            served.asked = asked_methods.of(served.methods, entry.role == "plain")
        shared = [] if entry.role in _UNPREFIXED else dependencies
        for value in (*shared, entry.options.get("dependencies", NOTHING)):
            if value and entry.role != "plain":
                self._depend_on(
                    served, frame, iterate_value(self.vm, frame, value, entry.line, False), entry.line
                )
        if entry.role == "plain":
            given_to = "starlette.requests.Request" if kind == "http" else "starlette.websockets.WebSocket"
            args = Args([asked_methods.told(served.asked, instance_of(given_to))])
        else:
            given = self.parameters(served, frame, atom, source)
            if isinstance(atom, ExtInstance):
                given |= self._needed(served, frame, atom, source.func.line, 0)
            args = Args([], given)
        on_loop = shadow_frame(frame, "loop", "call", source.func.line)
        own_requests.read(self.vm, on_loop, served.requests, served.body, source.func.line)
        result = self._run_handler(entry, frame, atom, args, source.func.line)
        for other in beside:
            self._run_handler(entry, frame, other, args, source.func.line)
        self._serialise(frame, atom, entry, source, result)
        responses.send(self.vm, frame, result, source.func.line)
        if not result or not all(responses.is_response(self.vm, a) for a in result):
            self._render(frame, entry)
        model = entry.options.get("response_model")
        self._contract(served, source, model)
        self.routes.append(served)

    def _serialise(self, frame: Frame, atom: Atom, entry: Entry, source: FuncAtom, result: Value) -> None:
        """The response model reads the result: on the loop after an async handler, else in a thread. A
        response is sent as it is."""
        if result and all(responses.is_response(self.vm, a) for a in result):
            return
        model = entry.options.get("response_model", NOTHING)
        if not model and source.func.returns is not None:
            model = resolve(self.vm, definition_frame(self.vm, source), source.func.returns)
        on_loop = shadow_frame(frame, "loop", "response", source.func.line)
        given = (
            entry.options.get(name, NOTHING) for name in ("response_model_include", "response_model_exclude")
        )
        chosen = written_fields.choice(self.vm, on_loop, *given)
        models.respond(self.vm, on_loop, model, result, source.func.line, chosen)
        lazily = frozenset(a for a in result if isinstance(a, Generator))
        iterate_value(self.vm, on_loop, lazily, source.func.line, False)
        if not model:
            return
        place = "loop" if self._is_awaited(entry, atom) else "thread"
        reader = shadow_frame(frame, place, "response", source.func.line)
        reader.vars["<result>"] = result
        orm.serialise(self.vm, reader, model, result, source.func.line)
        models.receive(self.vm, reader, model, result, source.func.line)

    def _render(self, frame: Frame, entry: Entry) -> None:
        """``response_class=`` of the project, or what the routers around have by default: it is built and
        sent on the loop."""
        by_default = self._response_class if entry.kind == "route" and entry.role != "plain" else NOTHING
        for atom in ordered(entry.options.get("response_class") or by_default):
            if responses.is_special(self.vm, atom):
                on_loop = shadow_frame(frame, "loop", "response", entry.line)
                made = call_value(self.vm, on_loop, frozenset((atom,)), Args(), entry.line)
                responses.send(self.vm, frame, made, entry.line)

    def _wrap(self, frame: Frame, entry: Entry) -> Value:
        """``route_class=`` of the project: what its ``get_route_handler`` returns serves every request. Gives
        the requests that it hands on."""
        passed = NOTHING
        for atom in own_routes.classes_of(entry):
            if atom.cls.lookup("get_route_handler") is None:
                continue
            quiet = silent(atom.cls.frame or frame)
            instance = any_instance(self.vm, quiet, atom.cls)
            serving = call_method(self.vm, quiet, instance, "get_route_handler", Args(), entry.line)
            on_loop = shadow_frame(frame, "loop", "call", entry.line)
            request = instance_of("starlette.requests.Request")
            made = call_value(self.vm, on_loop, serving or NOTHING, Args([request]), entry.line)
            await_value(self.vm, on_loop, made, entry.line)
            passed |= own_requests.of_class(self.vm, frame, atom.cls)
        return passed

    def _is_awaited(self, entry: Entry | None, atom: Atom) -> bool:
        """Whether the framework runs a callable on the loop; it looks through ``__wrapped__``, so a plain
        wrapper around an ``async def`` runs there too, but for routes that are none of FastAPI's."""
        if is_async_callable(self.vm, atom):
            return True
        source = self.source(atom) if entry is None or entry.role != "plain" else None
        return source is not None and source.func.is_async

    def _run_handler(self, entry: Entry, frame: Frame, atom: Atom, args: Args, line: int) -> Value:
        is_async = self._is_awaited(entry, atom)
        shadow = shadow_frame(frame, "loop" if is_async else "thread", "handler", line)
        result = call_value(self.vm, shadow, frozenset((atom,)), args, line)
        # What a function of the project gives is not awaited once more.
        awaited = Coroutine if self._callable(atom) is not None else (Coroutine, ExtAwaitable)
        out = NOTHING
        for got in ordered(result):
            if isinstance(got, awaited):
                on_loop = shadow_frame(frame, "loop", "handler", line)
                out = join(out, await_value(self.vm, on_loop, frozenset((got,)), line))
            elif isinstance(got, Generator):
                self.web.stream(frame, frozenset((got,)), line)
            else:
                out = join(out, frozenset((got,)))
        return out

    def _depend_on(self, served: Served | None, frame: Frame, markers: Value, line: int) -> None:
        for marker in ordered(markers):
            if isinstance(marker, ExtInstance) and marker.type == "clearloop.depends":
                self.solve(served, frame, marker.param("dependency"), line)

    # -- dependencies

    def solve(
        self, served: Served | None, frame: Frame, dependency: Value, line: int, depth: int = 0
    ) -> Value:
        """Run a dependency as the framework would and give what it hands to the parameter."""
        out = NOTHING
        for atom in ordered(dependency):
            for used in ordered(self.web.overrides.get(atom) or frozenset((atom,))):
                out = join(out, self._solve_atom(served, frame, used, line, depth))
        return out or (ANY if dependency else NOTHING)

    def _solve_atom(self, served: Served | None, frame: Frame, atom: Atom, line: int, depth: int) -> Value:
        if depth > 30:
            return ANY
        source = self.source(atom)
        if isinstance(atom, ClassAtom):
            init = atom.cls.lookup("__init__")
            source = next((a for a in init[1] if isinstance(a, FuncAtom)), None) if init is not None else None
        if source is not None:
            self.roles.setdefault(source.func, "dependency")
            if served is not None and source.func.symbol not in served.dependencies:
                served.dependencies.append(source.func.symbol)
        elif served is not None and isinstance(atom, ExtInstance) and _role(self.vm, atom.type) == "security":
            served.security.append(atom.type)
            self.guards |= set(self._solving[-1:])
        if source is not None and isinstance(atom, Instance) and has_role(self.vm, atom.cls, ("security",)):
            self.guards.add(source.func.symbol)
        values = self._arguments(served, frame, atom, source, depth + 1) if source is not None else {}
        if isinstance(atom, ClassAtom) and source is None:
            values = self._fields(served, frame, atom, depth)
        if isinstance(atom, ExtInstance):
            values = self._needed(served, frame, atom, line, depth)
        is_async = self._is_awaited(None, atom)
        at = source.func.line if source is not None else line
        shadow = shadow_frame(frame, "loop" if is_async else "thread", "dependency", at)
        result = call_value(self.vm, shadow, frozenset((atom,)), Args([], values), at)
        return self._unwrap(frame, shadow, result, at)

    def _arguments(
        self, served: Served | None, frame: Frame, atom: Atom, source: FuncAtom, depth: int
    ) -> dict[str, Value]:
        """What a dependency's own parameters get, while it is known whose they are."""
        self._solving.append(source.func.symbol)
        values = self.parameters(served, frame, atom, source, depth=depth)
        self._solving.pop()
        return values

    def _needed(
        self, served: Served | None, frame: Frame, atom: ExtInstance, line: int, depth: int
    ) -> dict[str, Value]:
        """``needs``: dependencies of the project that one of a library keeps in its type parameters."""
        row = self.vm.catalog.type(atom.type)
        needs = row.options.get("needs") if row is not None else None
        out: dict[str, Value] = {}
        for name, path in needs.items() if isinstance(needs, dict) else ():
            kept: Value = frozenset((atom,))
            for step in str(path).split("."):
                kept = join(*(foreign_bases.told(self.vm, frame, a, step) for a in ordered(kept)))
            own = frozenset(
                a
                for a in kept
                if self.source(a) is not None or isinstance(a, ClassAtom) or self._is_callable(a)
            )
            if own:
                out[name] = self.solve(served, frame, own, line, depth + 1)
        return out

    def _is_callable(self, atom: Atom) -> bool:
        rows = self.vm.catalog.mro(atom.type) if isinstance(atom, ExtInstance) else ()
        return any(row.call is not None for row in rows)

    def _fields(self, served: Served | None, frame: Frame, atom: ClassAtom, depth: int) -> dict[str, Value]:
        """A dataclass or model used as a dependency: its fields are parameters."""
        out: dict[str, Value] = {}
        for name, where, annotation in models.annotated(atom.cls):
            if name in out:
                continue
            declared = resolve(self.vm, where, annotation)
            default = where.cls.namespace.get(name, NOTHING) if where.cls is not None else NOTHING
            dependency = self._marker(declared, default)
            if dependency is not None:
                target = dependency or contracts.unwrapped(declared)
                out[name] = self.solve(served, frame, target, 1, depth + 1)
                continue
            if served is not None:
                self._promise(served, contracts.parameter_texts(self.vm, name, declared, bool(default)))
            if models.is_model(self.vm, atom.cls) or not any(map(_is_parameter, default)):
                models.run_annotated(self.vm, frame, declared, "construct", atom.cls.line)
            out[name] = instances(self.vm, where, annotation)
        return out

    def _unwrap(self, frame: Frame, shadow: Frame, result: Value, line: int) -> Value:
        out = NOTHING
        for got in ordered(result):
            if isinstance(got, Coroutine | ExtAwaitable):
                on_loop = shadow_frame(frame, "loop", "dependency", line)
                out = join(out, await_value(self.vm, on_loop, frozenset((got,)), line))
            elif isinstance(got, Generator):
                place = "loop" if got.func.func.is_async else "thread"
                runner = shadow_frame(frame, place, "dependency", line)
                out = join(
                    out, iterate_value(self.vm, runner, frozenset((got,)), line, got.func.func.is_async)
                )
            elif isinstance(got, ExtInstance) and got.type == "clearloop.manager":
                from scanner.engine.managers import enter

                out = join(out, enter(self.vm, shadow, frozenset((got,)), line, False))
            else:
                out = join(out, frozenset((got,)))
        return out

    def parameters(
        self,
        served: Served | None,
        frame: Frame,
        atom: Atom,
        source: FuncAtom,
        depth: int = 0,
    ) -> dict[str, Value]:
        """A value for each parameter of an endpoint or dependency, by name."""
        told = signatures.assigned(self.vm, atom) if not _takes_self(atom) else None
        if told is not None:
            return {
                name: self._filled(served, frame, source, name, declared, value, bool(value), depth)
                for name, (declared, value) in told.items()
            }
        params = list(source.func.params)
        if isinstance(atom, Bound | Instance | ClassAtom):
            params = params[1:] if not _is_static(source) else params
        given: set[str] = set()
        if isinstance(atom, Partial):
            given = {k for k, _ in atom.kwargs}
            params = params[len(atom.args) :]
        out: dict[str, Value] = {}
        if isinstance(atom, FuncAtom) and served is not None and _takes_self(atom):
            out[params[0][0]] = self._view(served, frame, atom, depth)
            params = params[1:]
        for name, kind, annotation, default in params:
            if kind in (2, 4) or name in given:
                continue
            out[name] = self._parameter(served, frame, source, name, annotation, default, depth)
        return out

    def _view(self, served: Served, frame: Frame, atom: FuncAtom, depth: int) -> Value:
        """The object of a class-based view: a method is registered, and ``self`` is a dependency of it."""
        cls, line = atom.owner or atom.func.cls, atom.func.line
        made = self.solve(served, frame, frozenset((make(ClassAtom, cls, ()),)), line, depth)
        for base in (each for each in getattr(cls, "mro", ()) if isinstance(each, ClassDef)):
            for name in dict.fromkeys((*base.namespace, *base.annotations)):
                default = base.namespace.get(name, NOTHING)
                annotation = base.annotations.get(name)
                declared = resolve(self.vm, base.frame, annotation) if annotation is not None else NOTHING
                dependency = self._marker(declared, default)
                if dependency is None:
                    continue
                solved = self.solve(
                    served, frame, dependency or contracts.unwrapped(declared), line, depth + 1
                )
                for one in (one for one in ordered(made) if isinstance(one, Instance)):
                    write_attribute(self.vm, one, name, solved)
        return made

    def _parameter(
        self,
        served: Served | None,
        frame: Frame,
        source: FuncAtom,
        name: str,
        annotation: Any,
        default: Any,
        depth: int,
    ) -> Value:
        where = definition_frame(self.vm, source)
        declared = resolve(self.vm, where, annotation) if annotation is not None else NOTHING
        value = default_value(self.vm, source, default) if default is not None else NOTHING
        return self._filled(served, frame, source, name, declared, value, default is not None, depth)

    def _filled(
        self,
        served: Served | None,
        frame: Frame,
        source: FuncAtom,
        name: str,
        declared: Value,
        value: Value,
        has_default: bool,
        depth: int,
    ) -> Value:
        """What a parameter gets that is declared to be something, and has a default or none."""
        where = definition_frame(self.vm, source)
        dependency = self._marker(declared, value)
        if dependency is not None:
            target = dependency or contracts.unwrapped(declared)
            markers = frozenset(a for a in target if injection.is_marker(a))
            solved = self.solve(served, frame, target - markers, source.func.line, depth)
            if markers:
                solved = join(solved, self._injected(frame, source, markers))
            if any(a.interesting for a in solved) or not declared:
                return solved
            return join(solved, instantiate(self.vm, where, declared))
        if served is not None:
            self._promise(
                served,
                contracts.parameter_texts(self.vm, name, declared, _may_be_left_out(has_default, value)),
            )
        if declared:
            typed = models.as_sent(self.vm, declared, instantiate(self.vm, where, declared))
            if served is not None:
                typed = asked_methods.told(served.asked, typed)
            if served is not None and served.requests:
                served.body.add(own_requests.part_of_body(self.vm, declared, value, typed))
                typed = own_requests.in_place_of(self.vm, served.requests, typed)
            for atom in ordered(typed - served.requests if served is not None else typed):
                if isinstance(atom, Instance):
                    models.run_validators(self.vm, frame, atom, source.func.line, raw=True)
            models.validate_elements(self.vm, frame, typed, source.func.line)
            # ``x: Annotated[str, AfterValidator(f)] = Query()`` takes the type alone: the framework's default
            # replaces what surrounds it.
            checked = contracts.unwrapped(declared) if any(map(_is_parameter, value)) else declared
            models.run_annotated(self.vm, frame, checked, "construct", source.func.line)
            if not any(a.interesting for a in typed) and value and any(a.interesting for a in value):
                return join(typed, frozenset(a for a in value if not _is_parameter(a)))
            return typed
        if served is not None and not value and _is_text_of_path(served.path, name):
            return STR
        kept = frozenset(a for a in value if not _is_parameter(a))
        return kept or ANY

    def _injected(self, frame: Frame, source: FuncAtom, markers: Value) -> Value:
        """The library replaces its markers where the function is called (on the loop for an ``async def``),
        unless a marker names the place."""
        line = source.func.line
        out = NOTHING
        for marker in ordered(markers):
            context = injection.place(self.vm, frame, marker) or (
                "loop" if source.func.is_async else "thread"
            )
            shadow = shadow_frame(frame, context, "dependency", line)
            out = join(out, injection.provided(self.vm, shadow, marker, line))
        return out

    def _marker(self, declared: Value, default: Value) -> Value | None:
        """What a ``Depends(...)`` names; empty for ``Depends()``; None where there is none."""
        for atom in ordered(default):
            if isinstance(atom, ExtInstance) and atom.type == "clearloop.depends":
                return atom.param("dependency")
        for atom in ordered(declared):
            if isinstance(atom, Form) and atom.origin.endswith("Annotated"):
                inner = self._marker(atom.args[0], NOTHING)
                # The last of them counts: ``Annotated[int, Depends(user), Query()]`` is a parameter.
                for meta in atom.args[1:]:
                    found = self._marker(NOTHING, wiring.metadata(self.vm, atom.args[0], meta))
                    if found is not None or any(map(_is_parameter, meta)):
                        inner = found
                if inner is not None:
                    return inner
        return None

    # -- contract and hooks

    def _contract(self, served: Served, source: FuncAtom, model: Value | None) -> None:
        if not model and source.func.returns is not None:
            model = resolve(self.vm, definition_frame(self.vm, source), source.func.returns)
        if model:
            served.response_model = contracts.type_text(model)
            served.response_fields = contracts.field_texts(self.vm, model)

    def _promise(self, served: Served, texts: list[str]) -> None:
        served.parameters += [text for text in texts if text not in served.parameters]

    def _hooks(self, registry: Registry) -> None:
        """What runs around the routes of an application or a router, once in a pass."""
        if registry.atom in self._hooked:
            return
        self._hooked.add(registry.atom)
        for entry in list(registry.entries.values()):
            key = ("hook", registry.order, entry.order, entry.module, entry.line)
            if entry.kind == "middleware":
                made = entry.role == "factory"
                self._run_hook(key, "middleware", entry.target, entry.line, entry.options, made=made)
            elif entry.kind == "hook" and "exception" in entry.role:
                raised_there = entry.options.get("raised", NOTHING)
                self._run_hook(key, "exception-handler", entry.target, entry.line, own=raised_there)
            elif entry.kind != "hook":
                if entry.kind == "mount":
                    self._run_mounted(key, entry)
                self._middleware_list(entry.options.get("middleware", NOTHING), key, entry.line)
        given = registry.options.get("middleware", NOTHING)
        self._middleware_list(given, ("middlewares", registry.order), registry.line)
        self._handlers_of_errors(registry)

    def _handlers_of_errors(self, registry: Registry) -> None:
        """``exception_handlers={LookupError: on_missing}``, also where it is filled bit by bit."""
        line = registry.line
        for mapping in ordered(registry.options.get("exception_handlers", NOTHING)):
            if isinstance(mapping, Mapping):
                frame = self._frame(self._root(("handlers", registry.order), "loop"))
                named, others = contents(self.vm, frame, mapping)
                for number, (kind, value) in enumerate([*named.items(), (None, others)]):
                    key = ("handlers", registry.order, number)
                    self._run_hook(key, "exception-handler", value, line, own=_class_of(kind))

    def _lifespans(self, registry: Registry) -> None:
        """What runs before the first request and after the last."""
        lifespan = registry.options.get("lifespan", NOTHING)
        if lifespan:
            own = frozenset((registry.atom,)) if registry.role == "application" else NOTHING
            self._run_hook(("lifespan", registry.order), "lifespan", lifespan, registry.line, own=own)
            self.hooks[-1].starts = registry
        for name in ("on_startup", "on_shutdown"):
            value = registry.options.get(name, NOTHING)
            if value:
                frame = self._frame(self._root(("list", registry.order, name), "loop"))
                functions = iterate_value(self.vm, frame, value, registry.line, False)
                self._run_hook((name, registry.order), "lifespan", functions, registry.line)
                self.hooks[-1].starts = registry if name == "on_startup" else None
        for entry in list(registry.entries.values()):
            if entry.kind == "hook" and "exception" not in entry.role:
                key = ("hook", registry.order, entry.order, entry.module, entry.line)
                self._run_hook(key, "lifespan", entry.target, entry.line)
                self.hooks[-1].starts = registry if entry.path == "startup" else None

    def _listeners(self) -> None:
        """What servers of other protocols call each time an event comes in; it may listen to more of them."""
        done: set[Any] = set()
        while fresh := [(key, entry) for key, entry in self._listening() if key not in done]:
            for key, entry in fresh:
                done.add(key)
                role = "background" if listeners.THREAD in entry.options else "websocket"
                self._run_hook(key, role, entry.target, entry.line)

    def _listening(self) -> Iterator[tuple[Any, Entry]]:
        for registry in list(self.web.registries.values()):
            for entry in list(registry.entries.values()) if registry.role == listeners.ROLE else ():
                yield ("listener", registry.order, entry.order, entry.module, entry.line), entry

    def _middleware_list(self, value: Value, owner: tuple[Any, ...], line: int) -> None:
        """``middleware=[Middleware(...)]`` of an application, a router, a mount or a route."""
        if not value:
            return
        frame = self._frame(self._root((*owner, "list"), "loop"))
        for atom in ordered(iterate_value(self.vm, frame, value, line, False)):
            if isinstance(atom, ExtInstance) and atom.param("cls"):
                options = {k: v for k, v in atom.params if k != "cls"}
                self._run_hook((*owner, atom), "middleware", atom.param("cls"), line, options, made=True)

    def _run_hook(
        self,
        key: Any,
        role: str,
        target: Value,
        line: int,
        options: dict[str, Value] | None = None,
        own: Value = NOTHING,
        made: bool = False,
    ) -> None:
        """``own``: the application that a lifespan is given, or the kinds of errors that a handler takes;
        ``made``: calling it makes the middleware."""
        root = self._root(key, "loop")
        frame = self._frame(root)
        self.hooks.append(Hook(role, root))
        for atom in ordered(target):
            if isinstance(atom, ClassAtom) and role == "lifespan":
                self._share_state(frame, self._entered(frame, atom, line, own))
                continue
            if isinstance(atom, ClassAtom) or (made and isinstance(atom, FuncAtom | Bound | Partial)):
                self._run_middleware_class(frame, atom, line, options or {})
                continue
            if isinstance(atom, Ext):
                self._run_library_middleware(frame, atom, line, options or {})
                continue
            source = self._callable(atom)
            if source is None:
                continue
            self.roles.setdefault(source.func, role)
            on_loop = is_async_callable(self.vm, atom) or role in ("lifespan", "websocket")
            shadow = shadow_frame(frame, "loop" if on_loop else "thread", "hook", line)
            is_event = role == "websocket"
            args = (
                listeners.arguments(target)
                if is_event
                else Args(self._hook_arguments(frame, source, role, own))
            )
            result = call_value(self.vm, shadow, frozenset((atom,)), args, line)
            given = self._unwrap(frame, shadow, result, line)
            if role == "lifespan":
                self._share_state(frame, given)

    def _entered(self, frame: Frame, atom: ClassAtom, line: int, own: Value) -> Value:
        """A lifespan that is a class: it is made with the application, entered and left."""
        shadow = shadow_frame(frame, "loop", "hook", line)
        args = Args([own or instance_of("fastapi.FastAPI")])
        managers_made = call_value(self.vm, shadow, frozenset((atom,)), args, line)
        for name in ("__aenter__", "__aexit__"):
            found = atom.cls.lookup(name)
            for member in found[1] if found is not None else ():
                if isinstance(member, FuncAtom):
                    self.roles.setdefault(member.func, "lifespan")
        given = managers.enter(self.vm, shadow, managers_made, line, True)
        managers.leave(self.vm, shadow, managers_made, line, True)
        return given

    def _share_state(self, frame: Frame, given: Value) -> None:
        """What a lifespan yields is found on ``request.state``."""
        for atom in ordered(given):
            if isinstance(atom, Mapping):
                for name, value in contents(self.vm, frame, atom)[0].items():
                    self.vm.heap.write(("starlette.State", "attributes"), name, value)

    def _hook_arguments(self, frame: Frame, source: FuncAtom, role: str, own: Value) -> list[Value]:
        if role == "background":
            return []
        request = instance_of("starlette.requests.Request")
        if role == "middleware":
            values = [request, _NEXT]
        elif role == "exception-handler":
            values = [request, self._raised(frame, own)]
        else:
            values = [own or instance_of("fastapi.FastAPI")]
        return values[: len(source.func.params)]

    def _raised(self, frame: Frame, kinds: Value) -> Value:
        """The error that a handler is given: one of the classes it was registered for, which tells more than
        what its parameter declares if they are of the project."""
        own = frozenset(atom for atom in kinds if isinstance(atom, ClassAtom))
        return instantiate(self.vm, frame, own) if own else ANY

    def _run_mounted(self, key: Any, entry: Entry) -> None:
        """An application that is nothing but a function of three arguments, or an object called so."""
        known = self.web.registries
        own = [a for a in ordered(entry.target) if a not in known and not isinstance(a, ClassAtom)]
        if all(self._callable(atom) is None and not self._is_callable(atom) for atom in own):
            return
        frame = self._frame(self._root(key, "loop"))
        self.hooks.append(Hook("middleware", frame.activation))
        for atom in own:
            self._run_function(frame, atom, entry.line)

    def _run_function(self, frame: Frame, atom: Atom, line: int) -> None:
        """An application, or middleware, that is a function of a scope and two callables."""
        source = self._callable(atom)
        if source is None and not self._is_callable(atom):
            return
        if source is not None:
            self.roles.setdefault(source.func, "middleware")
        on_loop = shadow_frame(frame, "loop", "hook", line)
        made = call_value(self.vm, on_loop, frozenset((atom,)), Args(list(_ASGI)), line)
        self._unwrap(frame, on_loop, made, line)

    def _run_middleware_class(self, frame: Frame, atom: Atom, line: int, options: dict[str, Value]) -> None:
        """A class, or another callable, that makes the middleware of an application."""
        made = call_value(self.vm, frame, frozenset((atom,)), Args([_APPLICATION], options), line)
        for instance in ordered(made):
            if not isinstance(instance, Instance):
                self._run_function(frame, instance, line)
                continue
            for name in ("dispatch", "__call__"):
                found = instance.cls.lookup(name)
                if found is None:
                    continue
                for member in ordered(found[1]):
                    if isinstance(member, FuncAtom):
                        self.roles.setdefault(member.func, "middleware")
                values = [instance_of("starlette.requests.Request"), _NEXT] if name == "dispatch" else _ASGI
                from scanner.engine.attributes import bind_member

                bound = bind_member(self.vm, frame, found[0], found[1], instance, line, name)
                shadow = shadow_frame(frame, "loop", "hook", line)
                result = call_value(self.vm, shadow, bound, Args(list(values)), line)
                self._unwrap(frame, shadow, result, line)

    def _run_library_middleware(self, frame: Frame, atom: Ext, line: int, options: dict[str, Value]) -> None:
        """What the row of a library's middleware says that it calls back for each request."""
        kind = self.vm.catalog.type(atom.name)
        row = kind.call if kind is not None else None
        if row is None or not row.calls:
            return
        made = call_value(self.vm, frame, frozenset((atom,)), Args([_APPLICATION], options), line)
        for callback in row.calls:
            for given in options.get((callback.name or "").lstrip("$"), NOTHING):
                if isinstance(given, FuncAtom):
                    self.roles.setdefault(given.func, "middleware")
                found = given.cls.lookup(callback.method) if isinstance(given, Instance) else None
                for member in found[1] if found else ():
                    if isinstance(member, FuncAtom):
                        self.roles.setdefault(member.func, "middleware")
        shadow = shadow_frame(frame, "loop", "hook", line)
        result = call_value(self.vm, shadow, made, Args(list(_ASGI)), line)
        self._unwrap(frame, shadow, result, line)


# Routes made apart from the router they are added to: a Starlette one, or one that solves dependencies.
_UNPREFIXED = frozenset({"plain", "alone"})
# From how many routes, or applications, that one line adds at one path on, those that the same lines make
# count once.
MANY_ALIKE = 8
_NEXT = instance_of("clearloop.next")
_APPLICATION = instance_of("clearloop.application")
_ASGI = [instance_of("starlette._Scope"), _NEXT, _NEXT]


def _not_served_yet(known: list[Served], routes: list[Served]) -> list[Served]:
    """Routes of one more application of a factory; those made before take up the work of the same."""
    free: dict[Any, list[Served]] = {}
    for route in known:
        free.setdefault(route.signature, []).append(route)
    left = []
    for route in routes:
        same = free.get(route.signature)
        if same:
            same.pop(0).take_up(route)
        else:
            left.append(route)
    known += left
    return left


def _once(routes: list[Served]) -> list[Served]:
    kept: dict[Any, Served] = {}
    for route in routes:
        first = kept.setdefault((*route.signature[:3], route.handler.symbol), route)
        if first is not route:
            first.take_up(route)
    return list(kept.values())


def _has_routes(registry: Registry) -> bool:
    return registry.role == "application" and any(
        entry.kind in ("route", "websocket", "include") for entry in registry.entries.values()
    )


def _role(vm: Machine, type_name: str) -> str:
    return next((r.role for r in vm.catalog.mro(type_name) if r.role), "") or ""


def _is_lost(atom: Atom) -> bool:
    opaque = isinstance(atom, ExtInstance) and atom.type in OPAQUE_TYPES and not atom.params
    return opaque or isinstance(atom, Unknown)


def _is_static(source: FuncAtom) -> bool:
    return any(d[1] == ("N", "staticmethod") for d in source.func.decorators)


def _takes_self(atom: Atom) -> bool:
    """Whether a method stands as it was written, without the object it belongs to."""
    if not isinstance(atom, FuncAtom):
        return False
    params = atom.func.params
    own = atom.func.cls is not None and bool(params) and not _is_static(atom)
    return own and params[0][1] in (0, 1) and params[0][2] is None and params[0][3] is None


def _is_text_of_path(path: str, name: str) -> bool:
    """Whether a part of the path goes to that parameter as it was sent: a converter may make it a number."""
    return any("{" + name + end in path for end in ("}", ":path}", ":str}"))


def _may_be_left_out(has_default: bool, value: Value) -> bool:
    """Whether a parameter has a default, be it inside ``Query(...)`` and the like."""
    marked = [atom for atom in value if _is_parameter(atom)]
    given = [atom.param("default") or NOTHING for atom in marked if isinstance(atom, ExtInstance)]
    return has_default and (not marked or any(given))


def _is_parameter(atom: Atom) -> bool:
    return isinstance(atom, ExtInstance) and atom.type == "clearloop.parameter"


def _members(atom: ClassAtom, names: tuple[str, ...]) -> Iterator[tuple[str, FuncAtom]]:
    """The methods under these names that a class of the project has, in that order."""
    for name in names:
        found = atom.cls.lookup(name)
        for member in ordered(found[1] if found is not None else NOTHING):
            if isinstance(member, FuncAtom):
                yield name, member


_VERBS = ("get", "head", "post", "put", "patch", "delete", "options")
_HOOKS = ("on_receive", "on_connect", "on_disconnect", "decode")


def _class_of(key: Any) -> Value:
    return frozenset((key,)) if isinstance(key, ClassAtom) else NOTHING
