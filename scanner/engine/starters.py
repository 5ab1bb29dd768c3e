"""What starts an application that its factory cannot build alone: a program, or who gives it arguments."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scanner.engine.calls import functions_of
from scanner.engine.factories import Factory, calls_to, in_module
from scanner.engine.program import FuncDef, Module, is_test_path

if TYPE_CHECKING:
    from scanner.engine.machine import Machine

_PROGRAM = re.compile(
    rb"^if[ \t]+__name__[ \t]*==[ \t]*[\"']__main__[\"'].*\n((?:[ \t]+.*\n|[ \t]*\n|#.*\n)*)", re.MULTILINE
)
_REQUIRED_KINDS = (0, 1, 3)
MAX_STARTERS = 12


def starters(vm: Machine, factories: list[Factory]) -> list[Factory]:
    """Functions that nobody calls and that call one of the factories with arguments it needs."""
    needy = _needy(factories)
    if not needy:
        return []
    pattern = calls_to([func.name.encode() for func in needy])
    known = {func.symbol for func in needy}
    found = [f for module in vm.program.matching(pattern) for f in in_module(vm, module, pattern)]
    return [f for f in found if not any(func.symbol in known for func in functions_of(f[1]))][:MAX_STARTERS]


def programs(vm: Machine, factories: list[Factory]) -> list[Module]:
    """Modules that do so where they are run as a program."""
    needy = _needy(factories)
    if not needy:
        return []
    pattern = calls_to([func.name.encode() for func in needy])
    found = [module for module in vm.program.matching(pattern) if not is_test_path(module.path)]
    return [module for module in found if _runs(vm, module, pattern)][:MAX_STARTERS]


def run_as_program(vm: Machine, module: Module) -> None:
    module.is_program = True
    if module.started:
        vm.rerun_module(module)
    else:
        vm.execute(module)


def _runs(vm: Machine, module: Module, pattern: re.Pattern[bytes]) -> bool:
    text = vm.program.text(module.path)
    return any(pattern.search(block) for block in vm.program.look(_PROGRAM).findall(text + b"\n"))


def _needy(factories: list[Factory]) -> list[FuncDef]:
    """Those with parameters that have no default."""
    found = [func for _, value, _, _ in factories for func in functions_of(value)]
    return [func for func in found if needs_arguments(func)]


def needs_arguments(func: FuncDef, given: int = 0) -> bool:
    """Whether it has parameters without a default past those it is given."""
    return any(kind in _REQUIRED_KINDS and default is None for _, kind, _, default in func.params[given:])
