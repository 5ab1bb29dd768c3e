"""Definitions that syntax triggers: properties, context managers, generators, operators, constructors."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from tests.oracle.generate.model import Function
from tests.oracle.generate.project import Header, Line, Module, Site

if TYPE_CHECKING:
    from tests.oracle.generate.build import Builder

Member = Callable[["Builder", Site], None]


def _written(
    builder: Builder,
    site: Site,
    module: Module,
    name: str,
    *,
    is_async: bool = False,
    indent: int = 1,
    end: str = "return 1",
) -> tuple[Function, list[Line]]:
    """The body of a new function that ends with ``end``."""
    function = Function(f"{module.name}:{name}", is_async)
    inner = Site(module, function, site.depth - 1, indent=indent)
    if "yield" in end and builder.random.random() < 0.5:
        inner.write(end)
        builder.fill(inner)
    else:
        builder.fill(inner)
        inner.write(end)
    return function, inner.lines


def property_read(builder: Builder, site: Site) -> None:
    module = builder.lower_module(site.module)
    name = module.fresh("View")
    function, body = _written(builder, site, module, f"{name}.total", indent=2)
    decorator = builder.random.choice(["property", "property", "cached_property"])
    if decorator == "cached_property":
        module.imports.add("from functools import cached_property")
    module.blocks.append(
        [f"class {name}:", f"    @{decorator}", Header("    def total(self):", function), *body]
    )
    local = site.fresh("view")
    site.write(f"{local} = {builder.project.refer(site.module, module, name)}()", f"{local}.total")
    site.call(function)


def constructor(builder: Builder, site: Site) -> None:
    module = builder.lower_module(site.module)
    name = module.fresh("Loader")
    if builder.random.random() < 0.3:
        module.imports.add("from dataclasses import dataclass")
        function, body = _written(
            builder, site, module, f"{name}.__post_init__", indent=2, end="self.ready = True"
        )
        header = Header("    def __post_init__(self):", function)
        module.blocks.append(["@dataclass", f"class {name}:", "    label: str = 'x'", "", header, *body])
    else:
        function, body = _written(
            builder, site, module, f"{name}.__init__", indent=2, end="self.ready = True"
        )
        module.blocks.append([f"class {name}:", Header("    def __init__(self):", function), *body])
    site.write(f"{site.fresh('loader')} = {builder.project.refer(site.module, module, name)}()")
    site.call(function)


def operator(builder: Builder, site: Site) -> None:
    module = builder.lower_module(site.module)
    name = module.fresh("Bag")
    special, signature, end, use = builder.random.choice(
        [
            ("__len__", "self", "return 1", "len({0})"),
            ("__getitem__", "self, key", "return key", "{0}['a']"),
            ("__contains__", "self, key", "return True", "'a' in {0}"),
            ("__iter__", "self", "return iter([1])", "list({0})"),
            ("__iter__", "self", "return iter([1])", "for entry in {0}:\n    pass"),
            ("__add__", "self, other", "return self", "{0} + 1"),
            ("__eq__", "self, other", "return True", "{0} == 1"),
            ("__bool__", "self", "return True", "if {0}:\n    pass"),
            ("__str__", "self", "return 'bag'", "str({0})"),
            ("__getattr__", "self, name", "return 1", "{0}.anything"),
        ]
    )
    function, body = _written(builder, site, module, f"{name}.{special}", indent=2, end=end)
    module.blocks.append([f"class {name}:", Header(f"    def {special}({signature}):", function), *body])
    local = site.fresh("bag")
    site.write(
        f"{local} = {builder.project.refer(site.module, module, name)}()", *use.format(local).split("\n")
    )
    site.call(function)


def context_class(builder: Builder, site: Site) -> None:
    module = builder.lower_module(site.module)
    name = module.fresh("Guard")
    enter, enter_body = _written(builder, site, module, f"{name}.__enter__", indent=2, end="return self")
    leave, leave_body = _written(builder, site, module, f"{name}.__exit__", indent=2, end="return None")
    module.blocks.append(
        [
            f"class {name}:",
            Header("    def __enter__(self):", enter),
            *enter_body,
            "",
            Header("    def __exit__(self, kind, error, trace):", leave),
            *leave_body,
        ]
    )
    site.write(f"with {builder.project.refer(site.module, module, name)}() as guard:", "    held = guard")
    site.call(enter)
    site.call(leave)


def context_function(builder: Builder, site: Site) -> None:
    module = builder.lower_module(site.module)
    module.imports.add("from contextlib import contextmanager")
    name = module.fresh("opened")
    function, body = _written(builder, site, module, name, end="yield 1")
    module.blocks.append(["@contextmanager", Header(f"def {name}():", function), *body])
    site.write(f"with {builder.project.refer(site.module, module, name)}():", "    pass")
    site.call(function)


def async_context(builder: Builder, site: Site) -> None:
    module = builder.lower_module(site.module)
    module.imports.add("from contextlib import asynccontextmanager")
    name = module.fresh("async_scope")
    function, body = _written(builder, site, module, name, is_async=True, end="yield 1")
    module.blocks.append(["@asynccontextmanager", Header(f"async def {name}():", function), *body])
    site.write(f"async with {builder.project.refer(site.module, module, name)}():", "    pass")
    site.call(function)


def async_context_class(builder: Builder, site: Site) -> None:
    module = builder.lower_module(site.module)
    name = module.fresh("AsyncGuard")
    enter, body = _written(
        builder, site, module, f"{name}.__aenter__", is_async=True, indent=2, end="return self"
    )
    leave = Function(f"{name}.__aexit__", True)
    module.blocks.append(
        [
            f"class {name}:",
            Header("    async def __aenter__(self):", enter),
            *body,
            "",
            Header("    async def __aexit__(self, kind, error, trace):", leave),
            "        return None",
        ]
    )
    site.write(
        f"async with {builder.project.refer(site.module, module, name)}() as guard:", "    held = guard"
    )
    site.call(enter)


def generator(builder: Builder, site: Site) -> None:
    module = builder.lower_module(site.module)
    name = module.fresh("rows")
    function, body = _written(builder, site, module, name, end="yield 1")
    module.blocks.append([Header(f"def {name}():", function), *body])
    ref = builder.project.refer(site.module, module, name)
    use = builder.random.choice(
        [
            f"for row in {ref}():\n    pass",
            f"list({ref}())",
            f"total = sum({ref}())",
            f"doubled = [row * 2 for row in {ref}()]",
            f"ordered = sorted({ref}())",
            f"first, *rest = {ref}()",
            f"by_row = {{row: 1 for row in {ref}()}}",
        ]
    )
    site.write(*use.split("\n"))
    site.call(function)


def delegating_generator(builder: Builder, site: Site) -> None:
    """``yield from`` another generator; iterating the outer one runs both."""
    module = builder.lower_module(site.module)
    inner_name, outer_name = module.fresh("pages"), module.fresh("all_rows")
    inner, body = _written(builder, site, module, inner_name, end="yield 1")
    outer = Function(f"{module.name}:{outer_name}", False)
    Site(module, outer, 0).call(inner)
    module.blocks.append([Header(f"def {inner_name}():", inner), *body])
    module.blocks.append([Header(f"def {outer_name}():", outer), f"    yield from {inner_name}()"])
    site.write(f"list({builder.project.refer(site.module, module, outer_name)}())")
    site.call(outer)


def async_generator(builder: Builder, site: Site) -> None:
    module = builder.lower_module(site.module)
    name = module.fresh("async_rows")
    function, body = _written(builder, site, module, name, is_async=True, end="yield 1")
    module.blocks.append([Header(f"async def {name}():", function), *body])
    ref = builder.project.refer(site.module, module, name)
    form = builder.random.choice(
        [f"async for row in {ref}():\n    pass", f"gathered = [row async for row in {ref}()]"]
    )
    site.write(*form.split("\n"))
    site.call(function)


def threaded_generator(builder: Builder, site: Site) -> None:
    module = builder.lower_module(site.module)
    name = module.fresh("slow_rows")
    function, body = _written(builder, site, module, name, end="yield 1")
    module.blocks.append([Header(f"def {name}():", function), *body])
    site.module.imports.add("from starlette.concurrency import iterate_in_threadpool")
    ref = builder.project.refer(site.module, module, name)
    site.write(f"async for row in iterate_in_threadpool({ref}()):", "    pass")
    # The loop above ends by an exception from the thread, and Python 3.11 hides the awaiting frames
    # of an async generator from the stack until it is resumed normally.
    site.module.imports.add("import asyncio")
    site.write("await asyncio.sleep(0)")
    site.offload(function)


SYNC: tuple[Member, ...] = (
    property_read,
    constructor,
    operator,
    context_class,
    context_function,
    generator,
    delegating_generator,
)
ASYNC: tuple[Member, ...] = (async_context, async_context_class, async_generator, threaded_generator)
