"""Dependencies of every shape: functions, generators, classes, callable objects, factories."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.oracle.generate.model import Context, Function
from tests.oracle.generate.project import Header, Module, Site

if TYPE_CHECKING:
    from tests.oracle.generate.build import Builder


@dataclass
class Dependency:
    """``marker`` is the ``Depends(...)``; ``provides`` has expressions over the parameter's name ``{0}``."""

    marker: str
    roots: list[tuple[Function, Context]] = field(default_factory=list)
    provides: dict[str, list[str]] = field(default_factory=dict)
    annotation: str = ""

    def parameter(self, name: str) -> str:
        if self.annotation.startswith("Annotated"):
            return f"{name}: {self.annotation}"
        return f"{name}{': ' + self.annotation if self.annotation else ''}={self.marker}"


def make_dependency(builder: Builder, user: Module) -> Dependency:
    """A dependency that code in ``user`` can declare."""
    user.imports.add("from fastapi import Depends")
    makers = [
        session,
        session,
        session,
        async_session,
        function,
        function,
        generator,
        with_session,
        of_class,
        factory,
        instance,
    ]
    return builder.random.choice(makers)(builder, user)


def session(builder: Builder, user: Module) -> Dependency:
    provider = builder.random.choice(["get_db", "get_db", "get_db_on_loop"])
    ref = builder.project.refer(user, builder.sessions.module, provider)
    dependency = Dependency(f"Depends({ref})", provides={"db": ["{0}"]})
    style = builder.random.choice(["", "typed", "annotated"])
    if style:
        user.imports.add("from sqlalchemy import orm")
        dependency.annotation = "orm.Session"
    if style == "annotated":
        user.imports.add("from typing import Annotated")
        dependency.annotation = f"Annotated[orm.Session, {dependency.marker}]"
    return dependency


def async_session(builder: Builder, user: Module) -> Dependency:
    ref = builder.project.refer(user, builder.sessions.module, "get_async_db")
    dependency = Dependency(f"Depends({ref})", provides={"adb": ["{0}"]})
    if builder.random.random() < 0.6:
        user.imports.add("from sqlalchemy.ext.asyncio import AsyncSession")
        dependency.annotation = "AsyncSession"
    return dependency


def _place(builder: Builder, user: Module) -> Module:
    module = builder.lower_module(user)
    module.imports.add("from fastapi import Depends")
    return module


def _colour(builder: Builder) -> tuple[bool, str, Context]:
    is_async = builder.random.random() < 0.5
    return is_async, "async def" if is_async else "def", "loop" if is_async else "thread"


def function(builder: Builder, user: Module) -> Dependency:
    module = _place(builder, user)
    is_async, colour, context = _colour(builder)
    name = module.fresh(builder.random.choice(["current_user", "check_access", "limits"]))
    made = Function(f"{module.name}:{name}", is_async)
    inner = Site(module, made, 2)
    builder.fill(inner)
    inner.write("return 1")
    module.blocks.append([Header(f"{colour} {name}():", made), *inner.lines])
    return Dependency(f"Depends({builder.project.refer(user, module, name)})", [(made, context)])


def generator(builder: Builder, user: Module) -> Dependency:
    module = _place(builder, user)
    is_async, colour, context = _colour(builder)
    name = module.fresh("lease")
    made = Function(f"{module.name}:{name}", is_async)
    inner = Site(module, made, 2)
    first = builder.random.random() < 0.5
    if first:
        # A handler that always raises would keep the rest from running.
        inner.write("raised = None")
        with inner.nested("try:"):
            inner.write("yield 1")
        with inner.nested("except Exception as error:"):
            inner.write("raised = error")
    builder.fill(inner)
    if first:
        with inner.nested("if raised is not None:"):
            inner.write("raise raised")
    if not first:
        inner.write("yield 1")
    module.blocks.append([Header(f"{colour} {name}():", made), *inner.lines])
    return Dependency(f"Depends({builder.project.refer(user, module, name)})", [(made, context)])


def with_session(builder: Builder, user: Module) -> Dependency:
    """Needs the session itself and hands it on: bare, in a tuple, in a dict or inside a service."""
    module = _place(builder, user)
    is_async, colour, context = _colour(builder)
    name = module.fresh("request_context")
    made = Function(f"{module.name}:{name}", is_async)
    inner = Site(module, made, 2, env={"db": ["db"]})
    builder.fill(inner)
    shape, access = builder.random.choice(
        [("db", "{0}"), ("(db, 1)", "{0}[0]"), ("{'db': db}", "{0}['db']"), ("Holder(db)", "{0}.session")]
    )
    if shape.startswith("Holder"):
        holder = module.fresh("Holder")
        shape = f"{holder}(db)"
        init = Header("    def __init__(self, session):", Function(f"{holder}.__init__", False))
        module.blocks.append([f"class {holder}:", init, "        self.session = session"])
    inner.write(f"return {shape}")
    provider = builder.project.refer(module, builder.sessions.module, "get_db")
    module.blocks.append([Header(f"{colour} {name}(db=Depends({provider})):", made), *inner.lines])
    marker = f"Depends({builder.project.refer(user, module, name)})"
    return Dependency(marker, [(made, context)], {"db": [access]})


def of_class(builder: Builder, user: Module) -> Dependency:
    """A class as dependency: the framework builds it in a worker thread."""
    module = _place(builder, user)
    name = module.fresh("Pagination")
    made = Function(f"{module.name}:{name}.__init__", False)
    inner = Site(module, made, 1, env={"db": ["db"]}, indent=2)
    builder.fill(inner)
    inner.write("self.db = db")
    provider = builder.project.refer(module, builder.sessions.module, "get_db")
    header = Header(f"    def __init__(self, db=Depends({provider})):", made)
    module.blocks.append([f"class {name}:", header, *inner.lines])
    ref = builder.project.refer(user, module, name)
    return Dependency(
        f"Depends({ref})", [(made, "thread")], {"db": ["{0}.db"]}, builder.random.choice(["", ref])
    )


def factory(builder: Builder, user: Module) -> Dependency:
    """``Depends(require('x'))``: the inner function is what the framework calls."""
    module = _place(builder, user)
    is_async, colour, context = _colour(builder)
    name = module.fresh("require")
    made = Function(f"{module.name}:{name}.allowed", is_async)
    inner = Site(module, made, 1, indent=2)
    builder.fill(inner)
    inner.write("return role")
    outer = Header(f"def {name}(role):", Function(f"{module.name}:{name}", False))
    module.blocks.append(
        [outer, Header(f"    {colour} allowed():", made), *inner.lines, "", "    return allowed"]
    )
    return Dependency(f"Depends({builder.project.refer(user, module, name)}('admin'))", [(made, context)])


def instance(builder: Builder, user: Module) -> Dependency:
    """A callable object as dependency."""
    module = _place(builder, user)
    is_async, colour, context = _colour(builder)
    name = module.fresh("Checker")
    made = Function(f"{module.name}:{name}.__call__", is_async)
    inner = Site(module, made, 1, indent=2)
    builder.fill(inner)
    inner.write("return self.role")
    init = Header("    def __init__(self, role):", Function(f"{name}.__init__", False))
    header = Header(f"    {colour} __call__(self):", made)
    module.blocks.append([f"class {name}:", init, "        self.role = role", "", header, *inner.lines])
    shared = module.fresh("checker")
    module.blocks.append([f"{shared} = {name}('x')"])
    return Dependency(f"Depends({builder.project.refer(user, module, shared)})", [(made, context)])
