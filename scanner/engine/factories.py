"""Functions that build an application and that only a server calls, by the name it is started with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from scanner.engine.attributes import load
from scanner.engine.calls import Args, any_instance, call_value, functions_of
from scanner.engine.frames import Frame
from scanner.engine.program import ClassDef, FuncDef, Module, is_test_path
from scanner.engine.scheduling import in_context, schedule_value
from scanner.engine.values import NOTHING, ClassAtom, Coroutine, FuncAtom, Value

if TYPE_CHECKING:
    from scanner.engine.machine import Machine

Factory = tuple[Frame, Value, int, str]
"""Where a factory is defined, what its name is bound to, its line, and the context it is called in."""
ATTEMPTS = 3
"""Ways to look for what builds an application where no route is known."""


def uncalled_factories(vm: Machine, modules: list[Module]) -> list[Factory]:
    """Module-level functions that construct an application, or an object that holds one, and whose bodies
    nothing has entered."""
    pattern = calls_to(_names(vm, "application"))
    owners = [name for module in modules for name in _owners(vm, module, pattern)]
    found = [factory for module in modules for factory in in_module(vm, module, pattern)]
    if not owners:
        return found
    starting = calls_to(owners)
    known = {_place(factory) for factory in found}
    modules = vm.program.matching(starting)
    # A process of its own starts these, and does much else beside.
    started = [f for module in modules for f in in_module(vm, module, starting, "thread")]
    return found + [factory for factory in started if _place(factory) not in known]


def making_modules(vm: Machine, modules: list[Module]) -> list[Module]:
    """Modules that name no framework and make an object that holds or builds an application when they are
    imported, be it by a method of its class: ``app = Application.create().app``."""
    pattern = calls_to(_names(vm, "application"))
    owners = {name for module in modules for name in _owners(vm, module, pattern)}
    builders = {cls.name.encode() for cls in _building_classes(vm, modules)}
    if not owners | builders:
        return []
    found, made = list[Module](), len(vm.instantiated)
    for module in _starting(vm, owners, builders):
        if module not in modules and not is_test_path(module.path):
            vm.execute(module)
            found += [module] if len(vm.instantiated) > made else []
            made = len(vm.instantiated)
    return found


def _starting(vm: Machine, owners: set[bytes], builders: set[bytes]) -> list[Module]:
    """Modules that make an object of a class, or ask it for one at their top, under whatever name."""
    mentioned = rb"\b(?:%s)\b(?:[ \t]+as[ \t]+(\w+))?" % _any_of(owners | builders)
    naming = re.compile(mentioned)
    made = calls_to(sorted(owners)) if owners else None
    found = []
    for module in vm.program.matching(naming):
        text = vm.program.text(module.path)
        names = owners | builders | {name for name in naming.findall(text) if name}
        asked = re.compile(rb"^(?:\w+[^=\n(]*=[ \t]*)?(?:\w+\.)*(?:%s)\s*[.(]" % _any_of(names), re.MULTILINE)
        if vm.program.look(asked).search(text) or (made is not None and vm.program.look(made).search(text)):
            found.append(module)
    return found


def _any_of(names: set[bytes]) -> bytes:
    return b"|".join(sorted(map(re.escape, names)))


def _place(factory: Factory) -> tuple[str, int]:
    frame, _, line, _ = factory
    return frame.module.name, line


def calls_to(names: list[bytes]) -> re.Pattern[bytes]:
    return re.compile(rb"\b(?:%s)\s*\(" % b"|".join(map(re.escape, names)))


def _owners(vm: Machine, module: Module, pattern: re.Pattern[bytes]) -> list[bytes]:
    """Names of classes whose constructors build an application, and of which nobody has made an object."""
    text = vm.program.text(module.path)
    if is_test_path(module.path) or not vm.program.look(pattern).search(text):
        return []
    lines = text.split(b"\n")
    unmade = [cls for cls in _classes(vm, module) if cls not in vm.instantiated]
    return [cls.name.encode() for cls in unmade if _constructor_builds(vm, lines, cls, pattern)]


def _constructor_builds(vm: Machine, lines: list[bytes], cls: ClassDef, pattern: re.Pattern[bytes]) -> bool:
    """Whether making an object builds an application, be it some methods below the constructor."""
    building = [name for name in cls.namespace if _method_builds(lines, cls, name, pattern)]
    more = building
    while more and "__init__" not in building:
        more = _asking(vm, lines, cls, building)
        building += more
    return "__init__" in building


def calling_modules(vm: Machine, factories: list[Factory]) -> list[Module]:
    """Modules that call one of the factories when they are imported, with what they give it."""
    names = {func.name.encode() for _, value, _, _ in factories for func in functions_of(value)}
    if not names:
        return []
    called = rb"^(?:\w+[^=\n(]*=[ \t]*)?(?:\w+\.)*(?:%s)[ \t]*\(" % b"|".join(sorted(map(re.escape, names)))
    found = vm.program.matching(re.compile(called, re.MULTILINE))
    return [module for module in found if not is_test_path(module.path)]


def unseen_builders(vm: Machine, modules: list[Module], attempt: int) -> list[Factory]:
    """Where no route is known: what may still make some. First functions that need an object whose methods
    build an application, then these methods, then functions that build a router for somebody else."""
    if attempt == 2:
        pattern = calls_to(_names(vm, "router"))
        return [factory for module in modules for factory in in_module(vm, module, pattern)]
    builders = _building_classes(vm, modules)
    if attempt == 1:
        return [factory for cls, names in builders.items() for factory in _methods(vm, cls, names)]
    if not builders:
        return []
    pattern = calls_to([cls.name.encode() for cls in builders])
    return [f for m in vm.program.matching(pattern) for f in in_module(vm, m, pattern, "thread")]


def building_methods(vm: Machine, modules: list[Module]) -> list[Factory]:
    """Methods that build an application and that nothing has entered: a part of the program that serves
    figures, say, on a port of its own."""
    found = list[Factory]()
    for cls, names, _ in _with_building_methods(vm, modules):
        unentered = [n for n in names if not any(f in vm.by_function for f in _functions(cls, n))]
        found += _methods(vm, cls, unentered)
    return found


def _with_building_methods(
    vm: Machine, modules: list[Module]
) -> Iterator[tuple[ClassDef, list[str], list[bytes]]]:
    """Classes with methods that build an application, the names of these, and the lines of the module."""
    pattern = calls_to(_names(vm, "application"))
    for module in modules:
        text = vm.program.text(module.path)
        if is_test_path(module.path) or not vm.program.look(pattern).search(text):
            continue
        lines = text.split(b"\n")
        for cls in _classes(vm, module):
            names = [n for n in cls.namespace if n != "__init__" and _method_builds(lines, cls, n, pattern)]
            if names:
                yield cls, names, lines


def _building_classes(vm: Machine, modules: list[Module]) -> dict[ClassDef, list[str]]:
    """Classes nobody has made an object of, by the names of their methods that build an application."""
    found = dict[ClassDef, list[str]]()
    for cls, names, lines in _with_building_methods(vm, modules):
        names += _asking(vm, lines, cls, names)
        found |= dict.fromkeys(_heirs(vm, cls), names)
    return {cls: names for cls, names in found.items() if cls not in vm.instantiated}


def _asking(vm: Machine, lines: list[bytes], cls: ClassDef, names: list[str]) -> list[str]:
    """The other methods of a class that call these."""
    called = re.compile(rb"\bself\.(?:%s)\s*\(" % b"|".join(re.escape(name.encode()) for name in names))
    vm.program.look(called)
    return [n for n in cls.namespace if n not in names and _method_builds(lines, cls, n, called)]


def _classes(vm: Machine, module: Module) -> list[ClassDef]:
    held = [a.cls for v in vm.execute(module).vars.values() for a in v if isinstance(a, ClassAtom)]
    return [cls for cls in held if cls.module is module]


def _heirs(vm: Machine, cls: ClassDef) -> list[ClassDef]:
    """What derives from a class, or the class where nothing does."""
    found, queue = list[ClassDef](), [cls]
    for base in queue:
        named = vm.program.subclass_candidates(base.name)
        heirs = [h for m, name in named for h in _classes(vm, m) if h.name == name and base in h.mro]
        queue += [heir for heir in heirs if heir not in queue]
        found += [] if heirs else [base]
    return found


def _method_builds(lines: list[bytes], cls: ClassDef, name: str, pattern: re.Pattern[bytes]) -> bool:
    return any(_builds(lines, func, pattern) for func in _functions(cls, name))


def _functions(cls: ClassDef, name: str) -> list[FuncDef]:
    return functions_of(cls.namespace.get(name, NOTHING))


def _methods(vm: Machine, cls: ClassDef, names: list[str]) -> list[Factory]:
    frame = vm.execute(cls.module)
    held = frozenset((any_instance(vm, frame, cls),))
    return [(frame, load(vm, frame, held, name, cls.line), cls.line, "import") for name in names]


def _names(vm: Machine, role: str) -> list[bytes]:
    """What classes of applications (or routers) are called: those of libraries, and the project's own."""
    names = [row.name.rpartition(".")[2] for row in vm.catalog.types.values() if row.role == role]
    for name in names:
        names += sorted({cls for _, cls in vm.program.subclass_candidates(name)} - set(names))
    return [name.encode() for name in names]


def in_module(
    vm: Machine, module: Module, pattern: re.Pattern[bytes], context: str = "import"
) -> list[Factory]:
    text = vm.program.text(module.path)
    if is_test_path(module.path) or not vm.program.look(pattern).search(text):
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
