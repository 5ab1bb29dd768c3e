"""Classes that keep a session, with inheritance, overrides, ``super()`` and abstract bases."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.oracle.generate.model import Call, Function
from tests.oracle.generate.project import Header, Line, Module, Site

if TYPE_CHECKING:
    from tests.oracle.generate.build import Builder
    from tests.oracle.generate.targets import Target

_METHODS = ("get", "run", "execute", "load", "all", "handle")


@dataclass
class MadeClass:
    """``arguments`` is what its constructor takes, over the session expression ``{0}``."""

    module: Module
    name: str
    arguments: str
    base_lines: list[Line] = field(default_factory=list)


def method_target(builder: Builder, site: Site, is_async: bool) -> Target:
    from tests.oracle.generate.targets import Target

    module = builder.lower_module(site.module)
    made = _new_class(builder, module)
    name = builder.random.choice(_METHODS)
    function = _body(builder, module, made, name, is_async, site.depth)
    shape = builder.random.choice(
        [_simple, _simple, _inherited, _overridden, _calls_super, _abstract, _template]
    )
    called, lines = shape(builder, made, name, function)
    module.blocks.append(lines)
    receiver = _instance(builder, site, made)
    return Target(f"{receiver}.{called}", (), function.outer)


@dataclass
class _Method:
    """``outer`` is what a call of the method runs; ``lines`` is the written method."""

    outer: Function
    written: Function
    lines: list[Line]
    colour: str
    name: str

    @property
    def wait(self) -> str:
        return "await " if self.colour == "async def" else ""


def _body(
    builder: Builder,
    module: Module,
    made: MadeClass,
    name: str,
    is_async: bool,
    depth: int,
    parameters: str = "self",
) -> _Method:
    function = Function(f"{module.name}:{made.name}.{name}", is_async)
    held = ["self.db"] if parameters == "self" else []
    inner = Site(module, function, depth - 1, env={"db": held} if held else {}, indent=2)
    builder.fill(inner)
    inner.write("return 1")
    colour = "async def" if is_async else "def"
    header = Header(f"    {colour} {name}({parameters}):", function)
    return _Method(function, function, [header, *inner.lines], colour, name)


def _new_class(builder: Builder, module: Module) -> MadeClass:
    name = module.fresh(builder.random.choice(["Service", "Repository", "Store", "Manager"]))
    style = builder.random.choice(["argument", "argument", "typed", "own", "dataclass", "outside", "tuple"])
    return MadeClass(module, name, *_constructor(builder, module, name, style))


def _constructor(builder: Builder, module: Module, name: str, style: str) -> tuple[str, list[Line]]:
    init = Function(f"{module.name}:{name}.__init__", False)
    if style == "own":
        factory = builder.project.refer(module, builder.sessions.module, "SessionLocal")
        return "()", [Header("    def __init__(self):", init), f"        self.db = {factory}()", ""]
    if style == "dataclass":
        module.imports.update({"from dataclasses import dataclass", "from sqlalchemy import orm"})
        return "({0})", ["@dataclass", "    db: orm.Session", ""]
    if style == "outside":
        return "()", ["    db = None", ""]
    if style == "tuple":
        lines: list[Line] = [
            Header("    def __init__(self, pair):", init),
            "        self.label, self.db = pair",
            "",
        ]
        return "(('x', {0}))", lines
    declared = "db"
    if style == "typed":
        module.imports.add("from sqlalchemy import orm")
        declared = "db: orm.Session"
    return "({0})", [Header(f"    def __init__(self, {declared}):", init), "        self.db = db", ""]


def _opening(made: MadeClass, base: str = "") -> list[Line]:
    lines: list[Line] = []
    members = made.base_lines
    if members and members[0] == "@dataclass":
        lines, members = ["@dataclass"], members[1:]
    return [*lines, f"class {made.name}{base}:", *members]


_Shape = tuple[str, list[Line]]


def _simple(builder: Builder, made: MadeClass, name: str, method: _Method) -> _Shape:
    return name, [*_opening(made), *method.lines]


def _inherited(builder: Builder, made: MadeClass, name: str, method: _Method) -> _Shape:
    """The base defines the method; the class that is built adds nothing."""
    base = f"{made.name}Base"
    method.written.name = f"{made.module.name}:{base}.{name}"
    return name, [f"class {base}:", *method.lines, "", "", *_opening(made, f"({base})")]


def _overridden(builder: Builder, made: MadeClass, name: str, method: _Method) -> _Shape:
    """The base's method blocks, but only the override of the built class runs."""
    made.module.imports.add("import time")
    base = f"{made.name}Base"
    unreached = Function("unreached", method.colour == "async def")
    header = Header(f"    {method.colour} {name}(self):", unreached)
    lines: list[Line] = [f"class {base}:", header, "        time.sleep(0.001)", "", ""]
    return name, [*lines, *_opening(made, f"({base})"), *method.lines]


def _calls_super(builder: Builder, made: MadeClass, name: str, method: _Method) -> _Shape:
    base = f"{made.name}Base"
    override = Function(
        f"{made.module.name}:{made.name}.{name}", method.colour == "async def", [Call(method.written)]
    )
    method.outer = override
    header = Header(f"    {method.colour} {name}(self):", override)
    lines: list[Line] = [f"class {base}:", *method.lines, "", "", *_opening(made, f"({base})")]
    return name, [*lines, header, f"        return {method.wait}super().{name}()"]


def _abstract(builder: Builder, made: MadeClass, name: str, method: _Method) -> _Shape:
    made.module.imports.add("import abc")
    base = f"{made.name}Base"
    nothing = Function("abstract", method.colour == "async def")
    header = Header(f"    {method.colour} {name}(self):", nothing)
    lines: list[Line] = [f"class {base}(abc.ABC):", "    @abc.abstractmethod", header, "        ...", "", ""]
    return name, [*lines, *_opening(made, f"({base})"), *method.lines]


def _template(builder: Builder, made: MadeClass, name: str, method: _Method) -> _Shape:
    """The base's public method calls a step which the built class provides."""
    base = f"{made.name}Base"
    is_async = method.colour == "async def"
    outer = Function(f"{made.module.name}:{base}.start", is_async, [Call(method.written)])
    method.outer = outer
    step = Function("step", is_async)
    lines: list[Line] = [
        f"class {base}:",
        Header(f"    {method.colour} start(self):", outer),
        f"        return {method.wait}self.{name}()",
        "",
        Header(f"    {method.colour} {name}(self):", step),
        "        raise NotImplementedError",
        "",
        "",
    ]
    return "start", [*lines, *_opening(made, f"({base})"), *method.lines]


def _instance(builder: Builder, site: Site, made: MadeClass) -> str:
    """Build the object where it is used, once for the module, in a factory, or in a locator class."""
    module = made.module
    outside = made.base_lines == ["    db = None", ""]
    style = builder.random.choice(["local", "singleton", "factory", "locator", "mapping"])
    if outside or style == "local":
        return _local_instance(builder, site, made, outside)
    factory = builder.project.refer(module, builder.sessions.module, "SessionLocal")
    built = made.name + made.arguments.format(f"{factory}()")
    if style == "factory":
        name = module.fresh("build_service")
        made_by = Function(f"{module.name}:{name}", False)
        module.blocks.append([Header(f"def {name}():", made_by), f"    return {built}"])
        local = site.fresh("service")
        site.write(f"{local} = {builder.project.refer(site.module, module, name)}()")
        return local
    name = module.fresh("Locator" if style == "locator" else "shared_service")
    text = {"singleton": f"{name} = {built}", "mapping": f"{name} = {{'main': {built}}}"}
    lines: list[Line] = [f"class {name}:", f"    current = {built}"] if style == "locator" else [text[style]]
    module.blocks.append(lines)
    suffix = {"singleton": "", "locator": ".current", "mapping": "['main']"}[style]
    return builder.project.refer(site.module, module, name) + suffix


def _local_instance(builder: Builder, site: Site, made: MadeClass, outside: bool) -> str:
    local = site.fresh("service")
    ref = builder.project.refer(site.module, made.module, made.name)
    session = builder.sessions.sync(site) if outside or "{0}" in made.arguments else ""
    site.write(f"{local} = {ref}{made.arguments.format(session)}")
    if outside:
        site.write(f"{local}.db = {session}")
    return local


def static_target(builder: Builder, site: Site, is_async: bool) -> Target:
    from tests.oracle.generate.targets import Target

    module = builder.lower_module(site.module)
    name = module.fresh("Tools")
    kind = builder.random.choice(["staticmethod", "classmethod"])
    function = Function(f"{module.name}:{name}.work", is_async)
    inner = Site(module, function, site.depth - 1, env={"db": ["db"]}, indent=2)
    builder.fill(inner)
    inner.write("return 1")
    colour = "async def" if is_async else "def"
    first = "cls, " if kind == "classmethod" else ""
    header = Header(f"    {colour} work({first}db):", function)
    module.blocks.append([f"class {name}:", f"    @{kind}", header, *inner.lines])
    ref = builder.project.refer(site.module, module, name)
    return Target(f"{ref}.work", (("db", builder.sessions.sync(site)),), function)


def callable_target(builder: Builder, site: Site, is_async: bool) -> Target:
    from tests.oracle.generate.targets import Target

    module = builder.lower_module(site.module)
    made = _new_class(builder, module)
    method = _body(builder, module, made, "__call__", is_async, site.depth)
    module.blocks.append([*_opening(made), *method.lines])
    return Target(_instance(builder, site, made), (), method.outer)
