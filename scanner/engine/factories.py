"""Functions that build an application and that only a server calls, by the name it is started with."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scanner.engine.calls import Args, call_value, functions_of
from scanner.engine.frames import Frame
from scanner.engine.program import ClassDef, FuncDef, Module, is_test_path
from scanner.engine.scheduling import in_context, schedule_value
from scanner.engine.values import NOTHING, ClassAtom, Coroutine, FuncAtom, Value

if TYPE_CHECKING:
    from scanner.engine.machine import Machine

Factory = tuple[Frame, Value, int, str]
"""Where a factory is defined, what its name is bound to, its line, and the context it is called in."""


def uncalled_factories(vm: Machine, modules: list[Module]) -> list[Factory]:
    """Module-level functions that construct an application, or an object that holds one, and whose bodies
    nothing has entered."""
    pattern = _called(_application_names(vm))
    owners = [name for module in modules for name in _owners(vm, module, pattern)]
    found = [factory for module in modules for factory in _in_module(vm, module, pattern)]
    if not owners:
        return found
    starting = _called(owners)
    known = {_place(factory) for factory in found}
    modules = vm.program.matching(starting)
    # A process of its own starts these, and does much else beside.
    started = [f for module in modules for f in _in_module(vm, module, starting, "thread")]
    return found + [factory for factory in started if _place(factory) not in known]


def _place(factory: Factory) -> tuple[str, int]:
    frame, _, line, _ = factory
    return frame.module.name, line


def _called(names: list[bytes]) -> re.Pattern[bytes]:
    return re.compile(rb"\b(?:%s)\s*\(" % b"|".join(map(re.escape, names)))


def _owners(vm: Machine, module: Module, pattern: re.Pattern[bytes]) -> list[bytes]:
    """Names of classes whose constructors build an application, and of which nobody has made an object."""
    text = vm.program.text(module.path)
    if is_test_path(module.path) or not pattern.search(text):
        return []
    lines = text.split(b"\n")
    held = [a.cls for v in vm.execute(module).vars.values() for a in v if isinstance(a, ClassAtom)]
    unmade = [cls for cls in held if cls.module is module and cls not in vm.instantiated]
    return [cls.name.encode() for cls in unmade if _constructs(lines, cls, pattern)]


def _constructs(lines: list[bytes], cls: ClassDef, pattern: re.Pattern[bytes]) -> bool:
    return any(_builds(lines, func, pattern) for func in functions_of(cls.namespace.get("__init__", NOTHING)))


def calling_modules(vm: Machine, factories: list[Factory]) -> list[Module]:
    """Modules that call one of the factories when they are imported, with what they give it."""
    names = {func.name.encode() for _, value, _, _ in factories for func in functions_of(value)}
    if not names:
        return []
    called = rb"^(?:\w+[^=\n(]*=[ \t]*)?(?:\w+\.)*(?:%s)[ \t]*\(" % b"|".join(sorted(map(re.escape, names)))
    found = vm.program.matching(re.compile(called, re.MULTILINE))
    return [module for module in found if not is_test_path(module.path)]


def _application_names(vm: Machine) -> list[bytes]:
    """What classes of applications are called: those of libraries, and the project's own."""
    names = [row.name.rpartition(".")[2] for row in vm.catalog.types.values() if row.role == "application"]
    for name in names:
        names += sorted({cls for _, cls in vm.program.subclass_candidates(name)} - set(names))
    return [name.encode() for name in names]


def _in_module(
    vm: Machine, module: Module, pattern: re.Pattern[bytes], context: str = "import"
) -> list[Factory]:
    text = vm.program.text(module.path)
    if is_test_path(module.path) or not pattern.search(text):
        return []
    frame, lines = vm.execute(module), text.split(b"\n")
    defined = {func.qualname: func for func in list(vm.functions.values()) if func.module is module}
    out: list[Factory] = []
    for name, value in list(frame.vars.items()):
        func = defined.get(name) or _own(value, module)
        if func is not None and func not in vm.by_function and _builds(lines, func, pattern):
            out.append((frame, value, func.line, context))
    return out


def _own(value: Value, module: Module) -> FuncDef | None:
    return next((a.func for a in value if isinstance(a, FuncAtom) and a.func.module is module), None)


def _builds(lines: list[bytes], func: FuncDef, pattern: re.Pattern[bytes]) -> bool:
    return bool(pattern.search(b"\n".join(lines[func.line - 1 : func.end_line])))


def call_factory(vm: Machine, factory: Factory) -> None:
    """Does what a server does: calls, and awaits what an ``async def`` gives."""
    frame, value, line, context = factory
    if context == "import":
        result = call_value(vm, frame, value, Args(), line)
    else:
        result = in_context(vm, frame, context, context, value, Args(), line)
    pending = frozenset(a for a in result if isinstance(a, Coroutine))
    if pending:
        schedule_value(vm, frame, pending, line, "call")
