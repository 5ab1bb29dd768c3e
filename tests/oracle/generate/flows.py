"""Values on their way: sessions in containers, keywords and attributes; protocols, generics, callbacks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.oracle.generate.model import Call, Function
from tests.oracle.generate.project import Header, Line, Module, Site

if TYPE_CHECKING:
    from tests.oracle.generate.build import Builder


def _user(builder: Builder, site: Site, signature: str, access: str, is_async: bool) -> tuple[str, Function]:
    """A function below ``site`` that finds its session through ``access``."""
    module = builder.lower_module(site.module)
    name = module.fresh("use_session")
    function = Function(f"{module.name}:{name}", is_async)
    inner = Site(module, function, 0, env={"db": [access]})
    builder.fill(inner)
    inner.write("return 1")
    colour = "async def" if is_async else "def"
    module.blocks.append([Header(f"{colour} {name}({signature}):", function), *inner.lines])
    return builder.project.refer(site.module, module, name), function


def carried(builder: Builder, site: Site) -> None:
    """Hand a session to a function inside something else."""
    signature, access, argument = builder.random.choice(
        [
            ("**options", "options['session']", "session={0}"),
            ("*values", "values[0]", "{0}, 1"),
            ("pair", "pair[1]", "('x', {0})"),
            ("context", "context['db']", "{{'db': {0}, 'user': 1}}"),
            ("sessions", "sessions[0]", "[{0}]"),
            ("make", "make()", "lambda: {0}"),
            ("wrapped", "wrapped.session", "SimpleNamespace(session={0})"),
            ("wrapped", "getattr(wrapped, 'session')", "SimpleNamespace(session={0})"),
            ("*, db=None", "db", "db={0}"),
            ("first, /, db", "db", "1, {0}"),
            ("db, *rest, **more", "db", "{0}, 1, x=2"),
        ]
    )
    if "SimpleNamespace" in argument:
        site.module.imports.add("from types import SimpleNamespace")
    is_async = site.is_async and builder.random.random() < 0.5
    ref, function = _user(builder, site, signature, access, is_async)
    wait = "await " if is_async else ""
    site.write(f"{wait}{ref}({argument.format(builder.sessions.sync(site))})")
    site.call(function)


def unpacked(builder: Builder, site: Site) -> None:
    """Take a session out of what a function returns."""
    module = builder.lower_module(site.module)
    name = module.fresh("open_context")
    shape, taking = builder.random.choice(
        [
            ("({0}, 1)", "{1}, other = {0}()"),
            ("{{'db': {0}}}", "{1} = {0}()['db']"),
            ("[{0}]", "[{1}] = {0}()"),
            ("(1, {0}, 2)", "_, {1}, *_ = {0}()"),
            ("{{'db': {0}}}", "{1} = {0}().get('db')"),
        ]
    )
    factory = builder.project.refer(module, builder.sessions.module, "SessionLocal")
    opener = Function(f"{module.name}:{name}", False)
    module.blocks.append([Header(f"def {name}():", opener), f"    return {shape.format(f'{factory}()')}"])
    local = site.fresh("taken")
    site.write(taking.format(builder.project.refer(site.module, module, name), local))
    _query(builder, site, local)


def by_next(builder: Builder, site: Site) -> None:
    local = site.fresh("supplied")
    site.write(f"{local} = next({builder.sessions.name(site, 'get_db')}())")
    _query(builder, site, local)


def by_stack(builder: Builder, site: Site) -> None:
    site.module.imports.add("from contextlib import ExitStack, closing")
    local, factory = site.fresh("entered"), builder.sessions.name(site, "SessionLocal")
    if builder.random.random() < 0.5:
        with site.nested("with ExitStack() as resources:"):
            site.write(f"{local} = resources.enter_context({factory}())")
            _query(builder, site, local)
    else:
        with site.nested(f"with closing({factory}()) as {local}:"):
            _query(builder, site, local)


def _query(builder: Builder, site: Site, session: str) -> None:
    item = builder.sessions.item(site)
    site.write(f"{session}.query({item}).first()")
    site.block("sqlalchemy.orm.Query.first")


def protocol(builder: Builder, site: Site) -> None:
    """A parameter declared as a protocol or an abstract class; the project builds one implementation."""
    module = builder.lower_module(site.module)
    name, call = module.fresh("Notifier"), builder.random.choice(["send", "get"])
    is_protocol = builder.random.random() < 0.5
    module.imports.add(
        "from typing import Protocol" if is_protocol else "from abc import ABC, abstractmethod"
    )
    function = Function(f"{module.name}:{name}Impl.{call}", False)
    inner = Site(module, function, 0, indent=2)
    builder.fill(inner)
    inner.write("return 1")
    declared: list[Line] = [] if is_protocol else ["    @abstractmethod"]
    declared += [Header(f"    def {call}(self):", Function("abstract", False)), "        ...", "", ""]
    base = "(Protocol)" if is_protocol else "(ABC)"
    parent = "" if is_protocol else f"({name})"
    header = Header(f"    def {call}(self):", function)
    implemented: list[Line] = [f"class {name}Impl{parent}:", header, *inner.lines]
    module.blocks.append([f"class {name}{base}:", *declared, *implemented])
    _through_declared(builder, site, module, name, call, function)


def _through_declared(
    builder: Builder, site: Site, module: Module, name: str, call: str, function: Function
) -> None:
    runner_name = module.fresh("notify")
    runner = Function(f"{module.name}:{runner_name}", False, [Call(function)])
    header = Header(f"def {runner_name}(notifier: {name}):", runner)
    module.blocks.append([header, f"    return notifier.{call}()"])
    ref = builder.project.refer(site.module, module, runner_name)
    built = builder.project.refer(site.module, module, f"{name}Impl")
    site.write(f"{ref}({built}())")
    site.call(runner)


def generic(builder: Builder, site: Site) -> None:
    """A generic repository over the session, bound to a model by its subclass."""
    module = builder.lower_module(site.module)
    name = module.fresh("GenericStore")
    module.imports.update({"from typing import Generic, TypeVar", "from sqlalchemy import orm, select"})
    item = builder.project.refer(module, builder.sessions.module, "Item")
    function = Function(f"{module.name}:{name}.first", False)
    Site(module, function, 0).block("sqlalchemy.orm.Session.scalars")
    module.blocks.append(
        [
            f"Kept{name} = TypeVar('Kept{name}')",
            "",
            "",
            f"class {name}(Generic[Kept{name}]):",
            f"    model: type[Kept{name}]",
            "",
            Header("    def __init__(self, session: orm.Session) -> None:", Function("init", False)),
            "        self.session = session",
            "",
            Header(f"    def first(self) -> Kept{name} | None:", function),
            "        return self.session.scalars(select(self.model)).first()",
            "",
            "",
            f"class Item{name}({name}[{item}]):",
            f"    model = {item}",
        ]
    )
    ref = builder.project.refer(site.module, module, f"Item{name}")
    site.write(f"{ref}({builder.sessions.sync(site)}).first()")
    site.call(function)


def keyed(builder: Builder, site: Site) -> None:
    """A function given to a builtin that calls it."""
    module = builder.lower_module(site.module)
    name = module.fresh("rank")
    function = Function(f"{module.name}:{name}", False)
    inner = Site(module, function, 0)
    builder.fill(inner)
    inner.write("return value")
    module.blocks.append([Header(f"def {name}(value=1, other=1):", function), *inner.lines])
    ref = builder.project.refer(site.module, module, name)
    form = builder.random.choice(
        [
            "ordered = sorted([2, 1], key={0})",
            "largest = max([2, 1], key={0})",
            "kept = list(filter({0}, [1]))",
            "reduced = functools.reduce({0}, [1, 2])",
            "mapped = dict(map(lambda n: (n, {0}(n)), [1]))",
        ]
    )
    site.module.imports.add("import functools")
    site.write(form.format(ref))
    site.call(function)


SYNC = (carried, carried, carried, unpacked, unpacked, by_next, by_stack, protocol, generic, keyed)
