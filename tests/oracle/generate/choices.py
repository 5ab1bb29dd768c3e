"""Choices that the code settles: enumeration members, ``match``, names put together, dispatch on a type."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.oracle.generate.model import Call, Function
from tests.oracle.generate.project import Header, Line, Module, Site

if TYPE_CHECKING:
    from tests.oracle.generate.build import Builder


def _filled(builder: Builder, module: Module, name: str, indent: int = 1) -> tuple[Function, list[Line]]:
    """A function with a random body, and the lines of it."""
    function = Function(f"{module.name}:{name}", False)
    inner = Site(module, function, 0, indent=indent)
    builder.fill(inner)
    inner.write("return 1")
    return function, inner.lines


def _two(builder: Builder, module: Module) -> tuple[str, str, Function]:
    """A function that will be called and one that looks the same and will not."""
    names = module.fresh("chosen"), module.fresh("passed_over")
    taken, lines = _filled(builder, module, names[0])
    module.blocks.append([Header(f"def {names[0]}():", taken), *lines])
    other, lines = _filled(builder, module, names[1])
    module.blocks.append([Header(f"def {names[1]}():", other), *lines])
    return names[0], names[1], taken


def enum_member(builder: Builder, site: Site) -> None:
    """Members that hold functions; one of them is run."""
    module = builder.lower_module(site.module)
    taken, other, called = _two(builder, module)
    name = module.fresh("Step")
    module.imports.add("from enum import Enum")
    runner = Function(f"{module.name}:{name}.run", False, [Call(called)])
    module.blocks.append(
        [
            f"class {name}(Enum):",
            f"    FIRST = ({taken}, 1)",
            f"    SECOND = ({other}, 2)",
            "",
            Header("    def run(self):", runner),
            "        function, _ = self.value",
            "        return function()",
        ]
    )
    ref = builder.project.refer(site.module, module, name)
    site.write(builder.random.choice(["{0}.FIRST.run()", "{0}['FIRST'].run()"]).format(ref))
    site.call(runner)


def matched(builder: Builder, site: Site) -> None:
    """A literal argument decides the branch."""
    module = builder.lower_module(site.module)
    taken, other, called = _two(builder, module)
    name = module.fresh("decide")
    function = Function(f"{module.name}:{name}", False, [Call(called)])
    body = builder.random.choice(
        [
            [
                "    match kind:",
                "        case 'a':",
                f"            return {taken}()",
                "        case _:",
                f"            return {other}()",
            ],
            ["    if kind == 'a':", f"        return {taken}()", f"    return {other}()"],
            [f"    return {{'a': {taken}, 'b': {other}}}[kind]()"],
        ]
    )
    module.blocks.append([Header(f"def {name}(kind):", function), *body])
    site.write(f"{builder.project.refer(site.module, module, name)}('a')")
    site.call(function)


def named(builder: Builder, site: Site) -> None:
    """A method whose name is put together from a literal."""
    module = builder.lower_module(site.module)
    name = module.fresh("Events")
    taken, lines = _filled(builder, module, f"{name}.on_start", indent=2)
    other, more = _filled(builder, module, f"{name}.off_stop", indent=2)
    sender = Function(f"{module.name}:{name}.send", False, [Call(taken)])
    module.blocks.append(
        [
            f"class {name}:",
            Header("    def on_start(self):", taken),
            *lines,
            "",
            Header("    def off_stop(self):", other),
            *more,
            "",
            Header("    def send(self, event):", sender),
            "        return getattr(self, f'on_{event}')()",
        ]
    )
    site.write(f"{builder.project.refer(site.module, module, name)}().send('start')")
    site.call(sender)


def by_type(builder: Builder, site: Site) -> None:
    """``singledispatch`` on a class of the project."""
    module = builder.lower_module(site.module)
    name, kind = module.fresh("handle"), module.fresh("Parcel")
    module.imports.add("from functools import singledispatch")
    default, lines = _filled(builder, module, name)
    chosen, more = _filled(builder, module, f"{name}_parcel")
    module.blocks.append([f"class {kind}:", "    size = 1"])
    module.blocks.append(["@singledispatch", Header(f"def {name}(value):", default), *lines])
    register = builder.random.choice([f"@{name}.register({kind})", f"@{name}.register"])
    declared = "value" if "(" in register else f"value: {kind}"
    module.blocks.append([register, Header(f"def {name}_parcel({declared}):", chosen), *more])
    ref = builder.project.refer(site.module, module, name)
    site.write(f"{ref}({builder.project.refer(site.module, module, kind)}())")
    site.call(chosen)


SYNC = (enum_member, matched, named, by_type)
