"""Methods that models, classes and the language call back: validators, serialisers, special methods."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.oracle.generate.model import Call, Function
from tests.oracle.generate.project import Header, Line, Module, Site

if TYPE_CHECKING:
    from tests.oracle.generate.build import Builder

_BASE = ("from pydantic import BaseModel",)

# What a model calls: the lines before the method, its header, how it ends, and what has it called.
_MODELS = (
    ("@field_validator('size')|@classmethod", "check(cls, value)", "return value", "{0}(size=2)"),
    (
        "@field_validator('size', mode='before')|@classmethod",
        "check(cls, value)",
        "return 1",
        "{0}(size='2')",
    ),
    ("@model_validator(mode='after')", "check(self)", "return self", "{0}.model_validate({{'size': 2}})"),
    ("@field_serializer('size')", "show(self, value)", "return value", "{0}().model_dump()"),
    ("@computed_field|@property", "total(self) -> int", "return 1", "{0}().model_dump_json()"),
    ("", "model_post_init(self, context)", "return None", "{0}(size=2)"),
)
_SPECIAL = (
    ("__lt__", "self, other", "return True", "sorted([{0}, {0}])"),
    ("__hash__", "self", "return 1", "kept = {{{0}}}"),
    ("__format__", "self, form", "return 'x'", "shown = f'{{{0}:>3}}'"),
    ("__setitem__", "self, key, value", "self.key = key", "{0}['a'] = 1"),
    ("__setattr__", "self, name, value", "object.__setattr__(self, name, value)", "{0}.size = 1"),
    ("__iadd__", "self, other", "return self", "{0} += 1"),
    ("__radd__", "self, other", "return 1", "1 + {0}"),
    ("__or__", "self, other", "return self", "{0} | 1"),
    ("__neg__", "self", "return self", "-{0}"),
    ("__int__", "self", "return 1", "int({0})"),
    ("__reversed__", "self", "return iter([1])", "list(reversed({0}))"),
    ("__call__", "self, value=1", "return value", "list(map({0}, [1]))"),
    ("__class_getitem__", "cls, item", "return cls", "type({0})['a']"),
)


def _filled(builder: Builder, module: Module, name: str, end: str, depth: int) -> tuple[Function, list[Line]]:
    function = Function(f"{module.name}:{name}", False)
    inner = Site(module, function, depth, indent=2)
    builder.fill(inner)
    inner.write(end)
    return function, inner.lines


def model_hook(builder: Builder, site: Site) -> None:
    """A pydantic model that calls one of its methods while it is made or written out."""
    module = builder.lower_module(site.module)
    name = module.fresh(builder.random.choice(["Order", "Payload", "Profile"]))
    decorators, header, end, use = builder.random.choice(_MODELS)
    method = header.partition("(")[0]
    function, body = _filled(builder, module, f"{name}.{method}", end, site.depth - 1)
    module.imports.update(_BASE)
    marks = [f"    {line}" for line in decorators.split("|") if line]
    for mark in marks:
        if (imported := mark.strip("@ ").partition("(")[0]) not in ("classmethod", "property"):
            module.imports.add(f"from pydantic import {imported}")
    opening = Header(f"    def {header}:", function)
    module.blocks.append([f"class {name}(BaseModel):", "    size: int = 1", "", *marks, opening, *body])
    site.write(use.format(builder.project.refer(site.module, module, name)))
    site.call(function)


def special_method(builder: Builder, site: Site) -> None:
    """A method that an operator, a builtin or an assignment calls."""
    module = builder.lower_module(site.module)
    name = module.fresh(builder.random.choice(["Amount", "Basket", "Cell"]))
    method, signature, end, use = builder.random.choice(_SPECIAL)
    function, body = _filled(builder, module, f"{name}.{method}", end, site.depth - 1)
    module.blocks.append([f"class {name}:", Header(f"    def {method}({signature}):", function), *body])
    local = site.fresh("cell")
    site.write(f"{local} = {builder.project.refer(site.module, module, name)}()", use.format(local))
    site.call(function)


def property_set(builder: Builder, site: Site) -> None:
    """An assignment that a property or a descriptor takes."""
    module = builder.lower_module(site.module)
    name = module.fresh("Account")
    if builder.random.random() < 0.5:
        function, body = _filled(builder, module, f"{name}.level", "self._level = value", site.depth - 1)
        start = [f"class {name}:", "    _level = 0", "", "    @property", "    def level(self):"]
        middle = ["        return self._level", "", "    @level.setter"]
        opening = Header("    def level(self, value):", function)
        module.blocks.append([*start, *middle, opening, *body])
    else:
        field = f"{name}Field"
        function, body = _filled(builder, module, f"{field}.__set__", "instance.kept = value", site.depth - 1)
        opening = Header("    def __set__(self, instance, value):", function)
        module.blocks.append(
            [f"class {field}:", opening, *body, "", "", f"class {name}:", f"    level = {field}()"]
        )
    local = site.fresh("account")
    site.write(f"{local} = {builder.project.refer(site.module, module, name)}()")
    site.write(builder.random.choice(["{0}.level = 2", "setattr({0}, 'level', 2)"]).format(local))
    site.call(function)


def context_variable(builder: Builder, site: Site) -> None:
    """A session that a context variable holds while a function runs."""
    module = builder.lower_module(site.module)
    variable, name = module.fresh("current_session"), module.fresh("in_context")
    module.imports.add("from contextvars import ContextVar")
    function = Function(f"{module.name}:{name}", False)
    inner = Site(module, function, 0, env={"db": [f"{variable}.get()"]})
    builder.fill(inner)
    inner.write("return 1")
    module.blocks.append([f"{variable} = ContextVar('{variable}')"])
    module.blocks.append([Header(f"def {name}():", function), *inner.lines])
    ref = builder.project.refer(site.module, module, variable)
    token, session = site.fresh("token"), builder.sessions.sync(site)
    site.write(f"{token} = {ref}.set({session})")
    with site.nested("try:"):
        site.write(f"{builder.project.refer(site.module, module, name)}()")
    with site.nested("finally:"):
        site.write(f"{ref}.reset({token})")
    site.call(function)


def iterator_class(builder: Builder, site: Site) -> None:
    """An object that is its own iterator."""
    module = builder.lower_module(site.module)
    name = module.fresh("Pages")
    function = Function(f"{module.name}:{name}.__next__", False, [])
    inner = Site(module, function, site.depth - 1, indent=2)
    inner.write("if self.left == 0:", "    raise StopIteration", "self.left -= 1")
    builder.fill(inner)
    inner.write("return self.left")
    start = [f"class {name}:", "    left = 1", "", "    def __iter__(self):", "        return self", ""]
    module.blocks.append([*start, Header("    def __next__(self):", function), *inner.lines])
    ref = builder.project.refer(site.module, module, name)
    form = "for page in {0}():\n    pass", "list({0}())", "next({0}())", "total = sum(n for n in {0}())"
    site.write(*builder.random.choice(form).format(ref).split("\n"))
    site.call(function)


def overridden_step(builder: Builder, site: Site) -> None:
    """Three classes of one family, of which one is made: the others wait in the same method."""
    module = builder.lower_module(site.module)
    name = module.fresh("Exporter")
    module.imports.add("import time")
    function, body = _filled(builder, module, f"{name}Made.step", "return 1", site.depth - 1)
    runner = Function(f"{module.name}:{name}.run", False, [Call(function)])
    lines: list[Line] = [f"class {name}:", Header("    def run(self):", runner), "        return self.step()"]
    for other in ("Slow", "Late"):
        lines += ["", "", f"class {name}{other}({name}):", "    def step(self):", "        time.sleep(0.001)"]
    lines += ["", "", f"class {name}Made({name}):", Header("    def step(self):", function), *body]
    lines += ["", "", f"KINDS_{name} = {{'slow': {name}Slow, 'late': {name}Late, 'made': {name}Made}}"]
    module.blocks.append(lines)
    table = builder.project.refer(site.module, module, f"KINDS_{name}")
    site.write(builder.random.choice(["{0}['made']().run()", "{0}.get('made')().run()"]).format(table))
    site.call(runner)


SYNC = (
    model_hook,
    model_hook,
    special_method,
    special_method,
    property_set,
    context_variable,
    iterator_class,
    overridden_step,
)
