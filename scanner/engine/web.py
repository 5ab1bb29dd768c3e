"""What a web framework registers: routers, routes, middleware, events. Roles of rows say which calls do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from scanner.catalog.schema import CallRow
from scanner.engine import (
    enums,
    graphql,
    inventory,
    library_routes,
    listeners,
    own_applications,
    own_requests,
    own_routers,
    own_routes,
    route_lists,
    texts,
)
from scanner.engine.calls import Args, call_value
from scanner.engine.containers import contents, iterate_value
from scanner.engine.frames import Activation, Frame
from scanner.engine.program import ClassDef, FuncDef, is_test_path
from scanner.engine.values import (
    ANY,
    NOTHING,
    Atom,
    Bound,
    ClassAtom,
    Const,
    Coroutine,
    ExtInstance,
    FuncAtom,
    Generator,
    Instance,
    Mapping,
    Sequence,
    Unknown,
    Value,
    const,
    instance_of,
    join,
    make,
    ordered,
)

if TYPE_CHECKING:
    from scanner.engine.machine import Machine

UNKNOWN_PATH = "{?}"


@dataclass(slots=True)
class Entry:
    """One registration on a router. ``kind``: route, websocket, include, mount, middleware, hook."""

    kind: str
    path: str
    target: Value
    methods: tuple[str, ...]
    options: dict[str, Value]
    module: str
    line: int
    activation: Activation
    order: int
    role: str = ""
    # The prefix that the router had when this was added to it.
    prefix: str = ""


@dataclass(slots=True)
class Registry:
    """Everything known of one application or router object."""

    atom: Atom
    role: str
    options: dict[str, Value]
    module: str
    line: int
    order: int
    entries: dict[tuple[Any, ...], Entry] = field(default_factory=dict)


class Web:
    """The registrations of a program, filled while its modules are interpreted."""

    def __init__(self, vm: Machine) -> None:
        self.vm = vm
        self.registries: dict[Atom, Registry] = {}
        # Entries of all registries so far: the order in which a framework meets them.
        self.count = 0
        self.pending: dict[Any, tuple[CallRow, Atom, Args]] = {}
        self.lost_includes: dict[tuple[str, int], set[Any]] = {}
        self.writers: dict[Activation, set[Atom]] = {}
        # Symbols of dependencies that are asked for as a matter of security.
        self.secured: set[str] = set()
        self.overrides: dict[Atom, Value] = {}
        # What resolves fields of GraphQL schemas, and of which class.
        self.resolvers: dict[tuple[Atom, ClassDef | None], graphql.Resolver] = {}
        # What stands for the code of libraries that serves routes, by path, line and symbol.
        self.standing: dict[tuple[str, int, str], FuncDef] = {}

    # -- construction

    def construct(self, frame: Frame, type_name: str, role: str, args: Args, line: int) -> Value | None:
        """An object whose role matters; None lets the caller make an ordinary one."""
        if role in ("application", "router", "opaque-app", listeners.ROLE):
            prefix = text_of(args.kwargs.get("prefix", NOTHING), "")
            key = (
                frame.module.name,
                line,
                (site_of(frame), frame.part) if frame.part else site_of(frame),
                prefix,
            )
            atom: ExtInstance = make(ExtInstance, key, (), type_name)
            self.register(frame, atom, role, args, line)
            library_routes.built(self, frame, atom, type_name, args, line)
            return frozenset((atom,))
        if role in ("route-object", "websocket-object", "mount-object", "middleware-object"):
            params = tuple((k, v) for k, v in self.object_params(role, args) if v)
            return instance_of(type_name, params, (frame.module.name, line))
        if role in ("streaming", "response", "task-object", "tasks"):
            self.respond(frame, role, args, line)
            return instance_of(type_name)
        return None

    def object_params(self, role: str, args: Args) -> list[tuple[str, Value]]:
        if role == "middleware-object":
            return [("cls", args.get(0, "cls")), *args.kwargs.items()]
        names = ["path", "target", "methods"] if role != "mount-object" else ["path", "target", "routes"]
        target = args.get(1, "endpoint") or args.get(1, "app")
        found = {**args.kwargs, "path": args.get(0, "path"), "target": target}
        return [(n, found.get(n, NOTHING)) for n in (*names, *_KEPT)]

    def register(self, frame: Frame, atom: Atom, role: str, args: Args, line: int) -> None:
        known = self.registries.get(atom)
        if known is None:
            self.registries[atom] = Registry(
                atom, role, dict(args.kwargs), frame.module.name, line, len(self.registries)
            )
            own_applications.note(self.vm, role, atom)
        else:
            for name, value in args.kwargs.items():
                known.options[name] = join(known.options.get(name, NOTHING), value)
        routes = args.kwargs.get("routes") or (args.get(0, None) if role == "router" else NOTHING)
        if routes:
            route_lists.add_list(self, frame, atom, routes, line)

    def assigned(self, frame: Frame, owner: Atom, attr: str, value: Value, line: int) -> bool:
        """``router.routes = [...]``, ``app.router.route_class = ...``: whether that is all it means."""
        if attr == "background":
            from scanner.engine import responses

            given = any(owner in value for value in frame.activation.bound)
            if not given and responses.is_response(self.vm, owner):
                responses.attached(self.vm, frame, value, line)
        elif attr == "body_iterator":
            from scanner.engine import responses

            if responses.is_response(self.vm, owner):
                self.stream(frame, value, line)
        known = self.registries.get(owner)
        if known is None:
            return False
        if attr == "routes":
            route_lists.replace(self, frame, owner, value, line)
            return True
        if attr == "dependency_overrides":
            self._override_all(frame, value, line)
            return True
        if attr in _SETTABLE:
            known.options[_RENAMED.get(attr, attr)] = value
        return False

    def setting_of(self, owner: Atom, attr: str) -> Value:
        """What ``router.prefix`` or ``app.openapi_url`` gives; empty for what is no such setting."""
        known = self.registries.get(owner)
        if known is None:
            return NOTHING
        if attr == "prefix":
            return known.options.get("prefix") or const("")
        if attr in _RENAMED:
            return known.options.get(_RENAMED[attr], NOTHING)
        default = self._settings(owner).get(attr)
        return NOTHING if default is None else known.options.get(attr) or const(default)

    def _settings(self, owner: Atom) -> dict[str, str]:
        """Arguments of its constructor that an application keeps, with their defaults."""
        names: tuple[str, ...] = (owner.type,) if isinstance(owner, ExtInstance) else ()
        if isinstance(owner, Instance):
            names = owner.cls.external_bases
        rows = (row for name in names for row in self.vm.catalog.mro(name))
        found = (row.options.get("settings") for row in rows)
        return next((each for each in found if isinstance(each, dict)), {})

    def override(
        self, frame: Frame, row: CallRow, receiver: Atom | None, args: Args, line: int
    ) -> Value | None:
        """``app.dependency_overrides[f] = g``: where it always runs it replaces, else both are possible."""
        if is_test_path(frame.module.path):
            return const(None)
        if row.options.get("many"):
            self._override_all(frame, args.get(0, None), line)
            return None
        for key in args.get(0, None):
            if not (row.options.get("keeps") and key in self.overrides):
                self._override_one(frame, key, args.get(1, None), line)
        return const(None)

    def _override_all(self, frame: Frame, given: Value, line: int) -> None:
        if is_test_path(frame.module.path):
            return
        for entries in [contents(self.vm, frame, a)[0] for a in given if isinstance(a, Mapping)]:
            for key, value in entries.items():
                if isinstance(key, Atom):
                    self._override_one(frame, key, value, line)

    def _override_one(self, frame: Frame, key: Atom, value: Value, line: int) -> None:
        self.overrides[key] = value if self._always(frame, line) else join(value, frozenset((key,)))

    def _always(self, frame: Frame, line: int) -> bool:
        lines = self.vm.program.load(frame.module).text.split("\n")
        return frame.kind == "module" and line <= len(lines) and not lines[line - 1][:1].isspace()

    # -- calls

    def call_row(
        self, frame: Frame, row: CallRow, receiver: Atom | None, args: Args, line: int
    ) -> Value | None:
        handler = _ROLES.get(row.role or "")
        return handler(self, frame, row, receiver, args, line) if handler is not None else None

    def call(self, frame: Frame, atom: ExtInstance, args: Args, line: int) -> Value | None:
        """Calling a decorator that a registration made."""
        if atom.type == own_requests.NEXT:
            own_requests.passed_on(self.vm, frame, args)
        if atom.type != "clearloop.registration":
            return None
        row, receiver, given = self.pending[atom.key]
        target = args.get(0, None)
        if row.role == "listen":
            listeners.add(self, frame, receiver, atom.key[4], target, atom.key[1], listeners.in_thread(row))
            return target
        if row.role == graphql.ROLE:
            graphql.add(self, frame, row, target, given, line)
            return target
        if not own_routers.added(self, frame, row, receiver, given, target, atom.key[1]):
            self._apply(frame, row, receiver, given, target, atom.key[1])
        return target

    def _decorator(
        self, frame: Frame, row: CallRow, receiver: Atom | None, args: Args, line: int
    ) -> Value | None:
        if receiver is None:
            return None
        made = own_routers.decorator(self, frame, row, receiver, args, line)
        if made is not None:
            return made
        path = text_of(args.get(0, "path"), "")
        key = (frame.module.name, line, row.name, receiver, path, site_of(frame))
        self.pending[key] = (row, receiver, args)
        return instance_of("clearloop.registration", (), key)

    def _direct(
        self, frame: Frame, row: CallRow, receiver: Atom | None, args: Args, line: int
    ) -> Value | None:
        if receiver is None:
            return None
        shift = 0 if row.role == "add-middleware" else 1
        names = ("endpoint", "route", "app", "handler", "func", "middleware_class")
        target = args.get(shift, None)
        for name in names:
            target = target or args.kwargs.get(name, NOTHING)
        self._apply(frame, row, receiver, args, target, line)
        return const(None)

    def _apply(
        self, frame: Frame, row: CallRow, receiver: Atom, args: Args, target: Value, line: int
    ) -> None:
        role = (row.role or "").removeprefix("add-")
        options = dict(args.kwargs)
        path = text_of(args.get(0, "path"), "")
        if role in ("route", "websocket"):
            default = row.options.get("methods") or ["GET"]
            methods = names_of(self.vm, frame, args.kwargs.get("methods", NOTHING)) or tuple(default)  # type: ignore[arg-type]  # TOML list of strings
            plain = "plain" if row.options.get("plain") else ""
            self.add(frame, receiver, role, path, target, methods, options, line, role=plain)
        elif role == "mount":
            place = "" if row.options.get("any_path") else path
            self.add(frame, receiver, "mount", place, target, (), options, line)
        elif role == "middleware":
            made = "factory" if row.role == "add-middleware" else ""
            self.add(frame, receiver, "middleware", "", target, (), options, line, role=made)
        else:
            options["raised"] = args.get(0, "exc_class_or_status_code")
            self.add(frame, receiver, "hook", path, target, (), options, line, role=role)

    def include(
        self, frame: Frame, row: CallRow, receiver: Atom | None, args: Args, line: int
    ) -> Value | None:
        if receiver is None:
            return None
        target = args.get(0, "router")
        known = frozenset(a for a in target if a in self.registries or self.adopt(frame, a, line))
        self._note_lost(frame, line, not known)
        options = {k: v for k, v in args.kwargs.items() if k != "router"}
        prefix = text_of(args.kwargs.get("prefix", NOTHING), "") if "prefix" in args.kwargs else ""
        self.add(frame, receiver, "include", prefix, known, (), options, line)
        return const(None)

    def _note_lost(self, frame: Frame, line: int, lost: bool) -> None:
        """What one pass does not know yet the next one may."""
        place = (frame.module.path, line)
        sites = self.lost_includes.setdefault(place, set())
        (sites.add if lost else sites.discard)(site_of(frame))
        if not sites:
            del self.lost_includes[place]

    def adopt(self, frame: Frame, atom: Atom, line: int) -> bool:
        """Treat an instance of a project's own router class as a router."""
        if isinstance(atom, Instance) and any(
            self.role_of(b) in ("router", "application") for b in atom.cls.external_bases
        ):
            if atom not in self.registries:
                role = next(self.role_of(b) for b in atom.cls.external_bases if self.role_of(b))
                self.register(frame, atom, role, Args(), line)
            return True
        return False

    def role_of(self, type_name: str) -> str:
        return next((r.role for r in self.vm.catalog.mro(type_name) if r.role), "") or ""

    def initialise(
        self, frame: Frame, row: CallRow, receiver: Atom | None, args: Args, line: int
    ) -> Value | None:
        """``super().__init__(prefix=...)`` in a project's own router or application class."""
        if isinstance(receiver, Instance):
            role = next((self.role_of(b) for b in receiver.cls.external_bases if self.role_of(b)), "router")
            self.register(frame, receiver, role, args, line)
        return const(None)

    def add(
        self,
        frame: Frame,
        owner: Atom,
        kind: str,
        path: str,
        target: Value,
        methods: tuple[str, ...],
        options: dict[str, Value],
        line: int,
        role: str = "",
    ) -> None:
        registry = self.registries.get(owner)
        if registry is None:
            self.register(frame, owner, "router", Args(), line)
            registry = self.registries[owner]
        if kind == "mount":
            target |= self._wrapped(target)
        key = (kind, frame.module.name, line, path, target, methods, role, site_of(frame))
        prefix = text_of(registry.options.get("prefix", NOTHING), "")
        if key not in registry.entries:
            for known in [k for k, e in registry.entries.items() if _is_outgrown(k, e, key)]:
                del registry.entries[known]
            registry.entries[key] = Entry(
                kind,
                path,
                target,
                methods,
                options,
                frame.module.name,
                line,
                frame.activation,
                self.count,
                role,
                prefix,
            )
            self.count += 1
        registry.entries[key].prefix = prefix

    def _wrapped(self, target: Value) -> Value:
        """Applications inside the objects that are mounted: ``app.mount("/v1", Gate(inner))``."""
        wrappers = (a for a in target if isinstance(a, Instance) and a not in self.registries)
        given = (a.key[1] for a in wrappers if isinstance(a.key, tuple) and a.key[0] == "args")
        return frozenset(a for flows in given for value in flows for a in value if a in self.registries)

    # -- background tasks and responses

    def add_task(
        self, frame: Frame, row: CallRow, receiver: Atom | None, args: Args, line: int
    ) -> Value | None:
        self.run_task(frame, args.get(0, "func"), args.without(1, ("func",)), line)
        return const(None)

    def run_task(self, frame: Frame, task: Value, args: Args, line: int) -> None:
        """A background task runs after the response: on the loop if it is async, else in a thread."""
        from scanner.engine.scheduling import in_context, schedule_value

        inventory.note_handed(self.vm, frame, task, args, line)
        for atom in ordered(task):
            context = "loop" if is_async_callable(self.vm, atom) else "thread"
            made = in_context(self.vm, frame, context, "background", frozenset((atom,)), args, line)
            pending = frozenset(a for a in made if isinstance(a, Coroutine))
            if pending:
                from scanner.engine.scheduling import shadow_frame

                schedule_value(
                    self.vm, shadow_frame(frame, "loop", "background", line), pending, line, "call", "loop"
                )

    def respond(self, frame: Frame, role: str, args: Args, line: int) -> None:
        if role == "task-object":
            self.run_task(frame, args.get(0, "func"), args.without(1, ("func",)), line)
        elif role == "streaming":
            self.stream(frame, args.get(0, "content"), line)
        if role in ("response", "streaming"):
            from scanner.engine import responses

            responses.attached(self.vm, frame, args.get(4, "background"), line)
        elif role == "tasks":
            from scanner.engine import responses

            responses.gathered(self.vm, frame, args.get(0, "tasks"), line)

    def respond_as(self, frame: Frame, cls: ClassDef, args: Args, line: int) -> None:
        """A response class of the project is built: what it is given happens as with its base."""
        for base in cls.external_bases:
            for row in self.vm.catalog.mro(base):
                if row.role in ("streaming", "response"):
                    self.respond(frame, row.role, args, line)
                    return

    def _initialise_response(
        self, frame: Frame, row: CallRow, receiver: Atom | None, args: Args, line: int
    ) -> Value | None:
        """``super().__init__(content)`` in such a class."""
        if isinstance(receiver, Instance):
            self.respond_as(frame, receiver.cls, args, line)
        return const(None)

    def stream(self, frame: Frame, content: Value, line: int) -> None:
        """A streamed body: async iterators run on the loop, sync ones in a thread."""
        from scanner.engine.scheduling import shadow_frame

        for atom in ordered(content):
            is_async = isinstance(atom, Generator) and atom.func.func.is_async
            if isinstance(atom, Instance):
                is_async = atom.cls.lookup("__aiter__") is not None
            if isinstance(atom, ExtInstance):
                rows = self.vm.catalog.mro(atom.type)
                is_async = any(r.aiter for r in rows)
            if atom in self.threaded:
                is_async = False
            context = "loop" if is_async else "thread"
            shadow = shadow_frame(frame, context, "stream", line)
            iterate_value(self.vm, shadow, frozenset((atom,)), line, is_async)

    threaded: frozenset[Atom] = frozenset()

    def iterate_in_thread(
        self, frame: Frame, row: CallRow, receiver: Atom | None, args: Args, line: int
    ) -> Value | None:
        from scanner.engine.scheduling import shadow_frame

        shadow = shadow_frame(frame, "thread", "thread", line)
        element = iterate_value(self.vm, shadow, args.get(0, "iterator"), line, False)
        return instance_of("iterator", (("0", element),))

    def manager_in_thread(
        self, frame: Frame, row: CallRow, receiver: Atom | None, args: Args, line: int
    ) -> Value | None:
        from scanner.engine.managers import enter, leave
        from scanner.engine.scheduling import shadow_frame

        shadow = shadow_frame(frame, "thread", "thread", line)
        value = enter(self.vm, shadow, args.get(0, "cm"), line, False)
        leave(self.vm, shadow, args.get(0, "cm"), line, False)
        return instance_of("clearloop.entered", (("value", value),))

    def depends(
        self, frame: Frame, row: CallRow, receiver: Atom | None, args: Args, line: int
    ) -> Value | None:
        use = args.get(0, "dependency")
        params: tuple[tuple[str, Value], ...] = (("dependency", use),) if use else ()
        if row.options.get("security"):
            self.secured |= {a.func.symbol for a in use if isinstance(a, FuncAtom)}
        return instance_of("clearloop.depends", params)

    def parameter(
        self, frame: Frame, row: CallRow, receiver: Atom | None, args: Args, line: int
    ) -> Value | None:
        made = args.kwargs.get("default_factory", NOTHING)
        if made:
            call_value(self.vm, frame, made, Args(), line)
        default = args.get(0, "default") or made
        needed = not default or any(isinstance(a, Const) and a.value is Ellipsis for a in default)
        facts = () if needed else (("default", default),)
        place = row.options.get("place")
        return instance_of("clearloop.parameter", (*facts, ("place", const(place))) if place else facts)

    def task_init(
        self, frame: Frame, row: CallRow, receiver: Atom | None, args: Args, line: int
    ) -> Value | None:
        self.run_task(frame, args.get(0, "func"), args.without(1, ("func",)), line)
        return const(None)


_RENAMED = {"lifespan_context": "lifespan"}
_SETTABLE = frozenset(
    {
        "default_response_class",
        "dependencies",
        "prefix",
        "route_class",
        "tags",
        "on_startup",
        "on_shutdown",
        *_RENAMED,
    }
)
_KEPT = ("routes", "middleware", "dependencies", "response_model", "response_class", "status_code", "tags")


def site_of(frame: Frame) -> Any:
    """Tells apart what one line makes for different callers and turns of a literal loop."""
    if frame.kind == "func":
        return (frame.activation.symbol, frame.activation.first)
    return frame.prefix


def _is_outgrown(key: tuple[Any, ...], entry: Entry, by: tuple[Any, ...]) -> bool:
    """Whether a registration is another one as it was understood before more was known of what it adds."""
    return entry.line == by[2] and entry.target < by[4] and key[:4] + key[5:] == by[:4] + by[5:]


def text_of(value: Value, default: str) -> str:
    """The best literal for a path or prefix."""
    known = texts.best(enums.texts(value))
    if known is not None:
        return known
    if not value or all(isinstance(a, Const) and a.value is None for a in value):
        return default
    return UNKNOWN_PATH


def names_of(vm: Machine, frame: Frame, value: Value) -> tuple[str, ...]:
    """Strings in a literal list, such as ``methods=["GET"]``."""
    out: set[str] = set()
    for atom in value:
        if isinstance(atom, Sequence | Mapping):
            for item in enums.texts(_listed(vm, frame, atom)):
                if isinstance(item, Const) and isinstance(item.value, str):
                    out.add(item.value.upper())
    return tuple(sorted(out))


def _listed(vm: Machine, frame: Frame, atom: Sequence | Mapping) -> Value:
    """Elements or keys, however many: a union of values would make more than a handful *some text*."""
    if isinstance(atom, Sequence):
        return vm.heap.read(atom, "rest", frame.activation).union(*atom.items)
    return iterate_value(vm, frame, frozenset((atom,)), 1, False)


def is_async_callable(vm: Machine, atom: Atom) -> bool:
    """Whether the framework would await a callable rather than run it in a thread."""
    if isinstance(atom, FuncAtom):
        return bool(atom.func.is_async)
    if isinstance(atom, Bound):
        return is_async_callable(vm, atom.callee)
    if isinstance(atom, Instance):
        found = atom.cls.lookup("__call__")
        return found is not None and any(is_async_callable(vm, a) for a in found[1])
    if type(atom).__name__ == "Partial":
        return any(is_async_callable(vm, a) for a in atom.callee)  # type: ignore[attr-defined]  # Partial has callee
    if type(atom).__name__ == "ExtMethod":
        return bool(atom.row.is_async)  # type: ignore[attr-defined]  # ExtMethod has row
    if type(atom).__name__ == "Ext":
        row = vm.catalog.function(atom.name)  # type: ignore[attr-defined]  # Ext has name
        return bool(row is not None and row.is_async)
    if isinstance(atom, ExtInstance):
        called = next((row.call for row in vm.catalog.mro(atom.type) if row.call is not None), None)
        return called is not None and called.is_async
    return False


_ROLES: dict[str, Callable[..., Value | None]] = {
    "route": Web._decorator,
    "websocket": Web._decorator,
    "middleware": Web._decorator,
    "exception-handler": Web._decorator,
    "response-init": Web._initialise_response,
    "event": Web._decorator,
    "add-route": Web._direct,
    "add-websocket": Web._direct,
    "add-middleware": Web._direct,
    "add-exception-handler": Web._direct,
    "add-event": Web._direct,
    "mount": Web._direct,
    "include": Web.include,
    "init": Web.initialise,
    "route-init": own_routes.initialise,
    "add-task": Web.add_task,
    "task-init": Web.task_init,
    "iterate-in-thread": Web.iterate_in_thread,
    "manager-in-thread": Web.manager_in_thread,
    "depends": Web.depends,
    "parameter": Web.parameter,
    "change-routes": route_lists.change,
    "change-middleware": route_lists.change_middleware,
    "change-hooks": route_lists.change_hooks,
    "listen": listeners.listen,
    "listen-all": listeners.listen_all,
    "trigger": listeners.trigger,
    "override": Web.override,
    graphql.ROLE: graphql.resolver,
    "resolve": graphql.run,
    "library-router": library_routes.made,
    "library-routes": library_routes.exposed,
}
_UNUSED = (ANY, ClassAtom, Unknown)
