"""Things that can be called: functions, methods, closures, callable objects, partials, registry entries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.oracle.generate.model import Call, Function
from tests.oracle.generate.project import Header, Line, Module, Site

if TYPE_CHECKING:
    from tests.oracle.generate.build import Builder

_VERBS = ("load", "fetch", "find", "save", "check", "count", "sync", "read", "apply", "process")


@dataclass(frozen=True)
class Target:
    """``ref`` called with ``arguments`` runs ``function``; a method's receiver is part of ``ref``."""

    ref: str
    arguments: tuple[tuple[str, str], ...]
    function: Function

    @property
    def positional(self) -> str:
        return ", ".join(value for _, value in self.arguments)

    @property
    def keywords(self) -> str:
        return ", ".join(f"{name}={value}" for name, value in self.arguments)

    def call(self) -> str:
        return f"{self.ref}({self.positional})"


def make_target(builder: Builder, site: Site, is_async: bool) -> Target:
    """A new or an existing callable of the wanted colour, ready to be called at ``site``."""
    forms = [
        plain,
        plain,
        plain,
        method,
        method,
        method,
        nested,
        closure,
        decorated,
        callable_object,
        registered,
    ]
    if not is_async:
        forms += [lambda_of, partial_of, static_method]
    return builder.random.choice(forms)(builder, site, is_async)


def plain(builder: Builder, site: Site, is_async: bool) -> Target:
    known = [m for m in builder.made if m.is_async == is_async and builder.can_use(site.module, m.module)]
    if known and builder.random.random() < 0.35:
        made = builder.random.choice(known)
        if not any(kind == "adb" and not site.env.get("adb") for kind in made.parameters):
            return _target_of(builder, site, made)
    made = new_function(builder, site, is_async)
    return _target_of(builder, site, made)


@dataclass(frozen=True)
class Made:
    """A module-level function that later code may call again."""

    module: Module
    name: str
    is_async: bool
    parameters: tuple[str, ...]
    function: Function


def new_function(builder: Builder, site: Site, is_async: bool, keep: bool = True) -> Made:
    module = builder.lower_module(site.module)
    name = module.fresh(builder.random.choice(_VERBS))
    parameters = _parameters(builder, site, is_async)
    function = Function(f"{module.name}:{name}", is_async)
    inner = Site(module, function, site.depth - 1, env={kind: [kind] for kind in parameters})
    builder.fill(inner)
    inner.write("return 1")
    colour = "async def" if is_async else "def"
    signature = ", ".join(_declared(builder, module, kind) for kind in parameters)
    module.blocks.append([Header(f"{colour} {name}({signature}):", function), *inner.lines])
    made = Made(module, name, is_async, parameters, function)
    if keep:
        builder.made.append(made)
    return made


def _parameters(builder: Builder, site: Site, is_async: bool) -> tuple[str, ...]:
    wanted = ["db"] if builder.random.random() < 0.5 else []
    if is_async and site.env.get("adb") and builder.random.random() < 0.6:
        wanted.append("adb")
    return tuple(wanted)


def _declared(builder: Builder, module: Module, kind: str) -> str:
    if builder.random.random() < 0.55:
        return kind
    if kind == "adb":
        module.imports.add("from sqlalchemy.ext.asyncio import AsyncSession")
        return "adb: AsyncSession"
    module.imports.add("from sqlalchemy import orm")
    return builder.random.choice(["db: orm.Session", "db: 'orm.Session'", "db: orm.Session | None"])


def _target_of(builder: Builder, site: Site, made: Made) -> Target:
    arguments = []
    for kind in made.parameters:
        value = site.env["adb"][0] if kind == "adb" else builder.sessions.sync(site)
        arguments.append((kind, value))
    ref = builder.project.refer(site.module, made.module, made.name)
    return Target(ref, tuple(arguments), made.function)


def nested(builder: Builder, site: Site, is_async: bool) -> Target:
    name = site.fresh("inner_")
    function = Function(f"{site.function.name}.{name}", is_async)
    inner = Site(site.module, function, 0, env=site.env, locals=site.locals + 20)
    builder.fill(inner)
    inner.write("return 1")
    site.header(f"{'async def' if is_async else 'def'} {name}():", function)
    _embed(site, inner.lines)
    return Target(name, (), function)


def _embed(site: Site, lines: list[Line]) -> None:
    for line in lines:
        indent = "    " * site.indent
        site.lines.append(
            indent + line if isinstance(line, str) else Header(indent + line.text, line.function)
        )


def closure(builder: Builder, site: Site, is_async: bool) -> Target:
    """A factory that keeps the session it got in the function it returns."""
    module = builder.lower_module(site.module)
    name = module.fresh("make_step")
    function = Function(f"{module.name}:{name}.step", is_async)
    inner = Site(module, function, 0, env={"db": ["held"]}, indent=2)
    builder.fill(inner)
    inner.write("return 1")
    factory = Function(f"{module.name}:{name}", False)
    module.blocks.append(
        [
            Header(f"def {name}(held):", factory),
            Header(f"    {'async def' if is_async else 'def'} step():", function),
            *inner.lines,
            "",
            "    return step",
        ]
    )
    local, session = site.fresh("step"), builder.sessions.sync(site)
    site.write(f"{local} = {builder.project.refer(site.module, module, name)}({session})")
    return Target(local, (), function)


def lambda_of(builder: Builder, site: Site, is_async: bool) -> Target:
    inner = plain(builder, site, False)
    function = Function("<lambda>", False, [Call(inner.function)], is_unit=False)
    local = site.fresh("action")
    site.write(f"{local} = lambda: {inner.call()}")
    return Target(local, (), function)


def partial_of(builder: Builder, site: Site, is_async: bool) -> Target:
    inner = plain(builder, site, is_async)
    site.module.imports.add("from functools import partial")
    local = site.fresh("bound")
    bound = inner.keywords if builder.random.random() < 0.4 else inner.positional
    site.write(f"{local} = partial({inner.ref}{', ' + bound if bound else ''})")
    return Target(local, (), inner.function)


def registered(builder: Builder, site: Site, is_async: bool) -> Target:
    """A function kept in a module-level dict or list under a literal key."""
    made = new_function(builder, site, is_async, keep=False)
    module = made.module
    table = module.fresh("TABLE")
    if builder.random.random() < 0.5:
        key, text = "['go']", f"{table} = {{'go': {made.name}, 'other': str}}"
    else:
        key, text = "[1]", f"{table} = [str, {made.name}]"
    module.blocks.append([text])
    direct = _target_of(builder, site, made)
    return Target(
        f"{builder.project.refer(site.module, module, table)}{key}", direct.arguments, made.function
    )


def decorated(builder: Builder, site: Site, is_async: bool) -> Target:
    """A function behind a project's own decorator, which may block itself."""
    module = builder.lower_module(site.module)
    decorator, wrapper = _decorator(builder, module, site, is_async)
    name = module.fresh(builder.random.choice(_VERBS))
    function = Function(f"{module.name}:{name}", is_async)
    inner = Site(module, function, site.depth - 1, env={"db": ["db"]})
    builder.fill(inner)
    inner.write("return 1")
    colour = "async def" if is_async else "def"
    module.blocks.append([f"@{decorator}", Header(f"{colour} {name}(db):", function), *inner.lines])
    called = Function(
        wrapper.name, is_async, [Call(wrapper, "inline", (("original", function),))], is_unit=False
    )
    ref = builder.project.refer(site.module, module, name)
    return Target(ref, (("db", builder.sessions.sync(site)),), called)


def _decorator(builder: Builder, module: Module, site: Site, is_async: bool) -> tuple[str, Function]:
    name = module.fresh("traced")
    with_argument = builder.random.random() < 0.4
    wrapper = Function(f"{module.name}:{name}.wrapper", is_async)
    inner = Site(module, wrapper, 0, indent=3 if with_argument else 2)
    if builder.random.random() < 0.5:
        builder.fill(inner)
    inner.write(f"return {'await ' if is_async else ''}original(*args, **kwargs)")
    wrapper.effects.append(Call("original"))
    module.imports.add("import functools")
    pad = "    " if with_argument else ""
    colour = "async def" if is_async else "def"
    opening: list[Line] = [f"{pad}def {'decorate' if with_argument else name}(original):"]
    if with_argument:
        opening.insert(0, f"def {name}(label):")
    wraps = [f"{pad}    @functools.wraps(original)"] if builder.random.random() < 0.8 else []
    closing = [f"{pad}    return wrapper"] + (["", "    return decorate"] if with_argument else [])
    header = Header(f"{pad}    {colour} wrapper(*args, **kwargs):", wrapper)
    module.blocks.append([*opening, *wraps, header, *inner.lines, "", *closing])
    return f"{name}('x')" if with_argument else name, wrapper


def static_method(builder: Builder, site: Site, is_async: bool) -> Target:
    from tests.oracle.generate.classes import static_target

    return static_target(builder, site, is_async)


def method(builder: Builder, site: Site, is_async: bool) -> Target:
    from tests.oracle.generate.classes import method_target

    return method_target(builder, site, is_async)


def callable_object(builder: Builder, site: Site, is_async: bool) -> Target:
    from tests.oracle.generate.classes import callable_target

    return callable_target(builder, site, is_async)
