"""Modules and what is in them, looked up by name while the program runs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scanner.engine.attributes import load
from scanner.engine.calls import Args
from scanner.engine.frames import Frame
from scanner.engine.values import ANY, NOTHING, Const, ModuleAtom, Sequence, Value, join, ordered

if TYPE_CHECKING:
    from scanner.engine.machine import Machine

MANY_NAMES = 32


def import_module(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
    """``importlib.import_module(name, package)``."""
    package = next(iter(_texts(args.get(1, "package"))), "")
    out = NOTHING
    for name in _texts(args.get(0, "name")):
        full = _beside(package, name) if name.startswith(".") else name
        for one in _fitting(vm, full) if "{?}" in full else [full]:
            out = join(out, vm.resolve_import(one, None))
    return _executed(vm, out) or ANY


def loaded_module(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
    """``sys.modules[name]`` and ``sys.modules.get(name)``."""
    return import_module(vm, frame, args.without(1), line)


def dunder_import(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
    """``__import__("a.b")`` gives ``a``, and with names to take from it ``a.b``."""
    listed = args.get(3, "fromlist")
    takes = any(not isinstance(a, Sequence) or a.items for a in listed)
    names = (name if takes else name.partition(".")[0] for name in _texts(args.get(0, "name")))
    return _executed(vm, join(*(vm.resolve_import(name, None) for name in names))) or ANY


def resolve_name(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
    """``pkgutil.resolve_name("a.b:c.d")``; without a colon the modules end where the names begin."""
    out = NOTHING
    for text in _texts(args.get(0, "name")):
        module, colon, path = text.partition(":")
        names = path.split(".") if path else []
        while not colon and vm.module(module) is None and "." in module:
            module, _, name = module.rpartition(".")
            names.insert(0, name)
        value = _executed(vm, vm.resolve_import(module, None))
        for name in names:
            value = load(vm, frame, value, name, line)
        out = join(out, value)
    return out or ANY


def _executed(vm: Machine, value: Value) -> Value:
    for atom in ordered(value):
        if isinstance(atom, ModuleAtom):
            vm.execute(atom.module)
    return value


def _texts(value: Value) -> list[str]:
    return [a.value for a in ordered(value) if isinstance(a, Const) and isinstance(a.value, str)]


def _beside(package: str, name: str) -> str:
    """``.name`` as seen from a package; each further dot is one package up."""
    bare = name.lstrip(".")
    up = len(name) - len(bare) - 1
    parts = package.split(".")
    return ".".join([*parts[: len(parts) - up], bare])


def _fitting(vm: Machine, partial: str) -> list[str]:
    """Modules whose names fit a name of which some parts are unknown: plugins of a package."""
    pattern = re.compile("[^.]+".join(re.escape(part) for part in partial.split("{?}")))
    found = [name for name in sorted(vm.program.modules) if pattern.fullmatch(name)]
    return found if len(found) <= MANY_NAMES and partial.strip("{?}.") else []
