"""What a file does when it is started as a script, where that is to serve an application of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from scanner.engine import own_applications
from scanner.engine.bodies import dotted, walk_here
from scanner.engine.deployed import ROLE
from scanner.engine.frames import Frame
from scanner.engine.program import SMALL_TREE, FuncDef, Module, Program, is_test_path
from scanner.engine.values import Ext, FuncAtom, Value

if TYPE_CHECKING:
    from scanner.catalog.schema import Catalog
    from scanner.engine.machine import Machine

IR = tuple[Any, ...]
_GUARD = ("N", "__name__"), ("K", "__main__")
_GUARDED = re.compile(rb"^if[ \t(]+__name__[ \t]*==[ \t]*[\"']__main__[\"']", re.MULTILINE)
DEPTH = 3
"""How many functions of the file may lie between the guard and what starts the server."""


def entries(program: Program, catalog: Catalog) -> list[Module]:
    """Modules that serve when they are started as a script, by a look at the text."""
    functions = {name for name, row in catalog.functions.items() if row.role == ROLE}
    named = functions | {name for name, kind in catalog.types.items() if kind.role == ROLE}
    servers = sorted({re.escape(name.partition(".")[0]).encode() for name in named})
    importing = re.compile(rb"^[ \t]*(?:from|import)[ \t]+(?:%s)\b" % b"|".join(servers), re.MULTILINE)
    guarded = program.look(_GUARDED)
    found = [module for module in program.matching(importing) if not is_test_path(module.path)]
    return [module for module in found if guarded.search(program.text(module.path))]


def serves(vm: Machine, frame: Frame, test: IR, body: tuple[IR, ...]) -> bool:
    """Whether ``if __name__ == "__main__":`` makes the application, or hands it to a server itself: what else
    it binds is there then when requests are served. A server that is told of it by a text imports it anew."""
    if frame.kind != "module" or test[0] != "CMP" or (test[2], *(right for _, right in test[3])) != _GUARD:
        return False
    if any(_makes_one(vm, frame, call[2]) for call in _calls(body)):
        return True
    return not is_test_path(frame.module.path) and _starts(vm, frame, body, set(), DEPTH)


def _calls(body: tuple[IR, ...]) -> Iterator[IR]:
    return (node for node in walk_here(*body) if node[0] == "C")


def _makes_one(vm: Machine, frame: Frame, callee: IR) -> bool:
    rows = [vm.catalog.type(atom.name) for atom in _meant(vm, frame, callee) if isinstance(atom, Ext)]
    return any(row is not None and row.role == own_applications.ROLE for row in rows)


def _starts(vm: Machine, frame: Frame, body: tuple[IR, ...], seen: set[FuncDef], depth: int) -> bool:
    imported = dict(_imported(body)) if depth < DEPTH else {}
    for call in _calls(body):
        if _is_server(vm, frame, call[2], imported) and (served := _served_object(call)):
            # In a larger tree what a command line sets up would use up the bound before any route is served.
            is_at_hand = vm.program.size < SMALL_TREE or _is_made_here(frame, body, served)
            return is_at_hand and not _changes(body, served)
        for func in _own_functions(vm, frame, call[2]) if depth else ():
            if func not in seen:
                seen.add(func)
                if _starts(vm, frame, func.body, seen, depth - 1):
                    return True
    return False


def _is_made_here(frame: Frame, body: tuple[IR, ...], served: str) -> bool:
    """Whether the file binds the application that it hands over to something of its own."""
    name = served.partition(".")[0]
    assigned = any(("N", name) in node[2] for node in walk_here(*body, *frame.body) if node[0] == "=")
    return assigned and name not in dict(_imported((*body, *frame.body)))


def _imported(body: tuple[IR, ...]) -> Iterator[tuple[str, str]]:
    """What a function that is not running imports for itself: each name and what it stands for."""
    for node in walk_here(*body):
        if node[0] == "import":
            yield from (
                (alias or name.partition(".")[0], name if alias else name.partition(".")[0])
                for name, alias in node[2]
            )
        elif node[0] == "from" and not node[2]:
            yield from ((alias or name, f"{node[3]}.{name}") for name, alias in node[4] or ())


def _is_server(vm: Machine, frame: Frame, callee: IR, imported: dict[str, str]) -> bool:
    first, _, rest = dotted(callee).partition(".")
    if first in imported:
        names = {f"{imported[first]}.{rest}".rstrip(".")}
    else:
        names = {atom.name for atom in _meant(vm, frame, callee) if isinstance(atom, Ext)} or {dotted(callee)}
    rows = [vm.catalog.functions.get(name) or vm.catalog.type(name) for name in names]
    return any(row is not None and row.role == ROLE for row in rows)


def _served_object(call: IR) -> str:
    """The name of the application that a server is handed; empty where it is told of it by a text."""
    given = [expression for star, keyword, expression in call[3] if not star and keyword in (None, "", "app")]
    return dotted(given[0]) if given else ""


def _changes(body: tuple[IR, ...], served: str) -> bool:
    """Whether a script adds to the application it hands over: routes that nobody else serves."""
    nodes = list(walk_here(*body))
    asked = [node[2] for node in nodes if node[0] == "C"]
    for node in nodes:
        marks = node[3][6] if node[0] == "def" else ()
        asked += [mark[2] if mark[0] == "C" else mark for _, mark in marks]
    return any(dotted(callee).startswith(f"{served}.") for callee in asked)


def _own_functions(vm: Machine, frame: Frame, callee: IR) -> list[FuncDef]:
    found = [atom.func for atom in _meant(vm, frame, callee) if isinstance(atom, FuncAtom)]
    return [func for func in found if func.module is frame.module]


def _meant(vm: Machine, frame: Frame, callee: IR) -> Value:
    from scanner.engine.expressions import evaluate

    return evaluate(vm, frame, callee) if dotted(callee) else frozenset()
