"""Wraps calls that block in a function that runs them in a worker thread."""

from __future__ import annotations

import ast
import copy
import re
from collections.abc import Iterator, Sequence

from scanner.codemods.module import Edit, Module, bound_by, last_name, names_bound_in, parsed
from scanner.codemods.words import Way, words
from scanner.errors import RefusedError

OPENING = re.compile(rb"[ \t]*\(")


def offload(module: Module, function: ast.AsyncFunctionDef, calls: Sequence[ast.Call]) -> str:
    """The text with ``calls``, which stand in the function's body and not in each other, in threads.

    Raises RefusedError.
    """
    way = chosen(module, function)
    addition = None if _at_hand(module, way) else _Addition(module, way)
    edits = [edit for call in calls for edit in _wrapped(module, call, spelled(module, way))]
    changed = module.changed([*([addition.edit] if addition else []), *edits])
    meant = _meant(module, calls, spelled(module, way), addition)
    if ast.dump(parsed(changed.removeprefix("\ufeff"))) != ast.dump(meant):
        raise RefusedError("The change could not be made without touching other code.")
    return changed


def refuse_call(module: Module, function: ast.AsyncFunctionDef, call: ast.Call) -> None:
    """Raises RefusedError when a call cannot be awaited from a thread where it stands."""
    if module.function_around(call) is not function:
        raise RefusedError("The call stands in a function inside of it, where nothing can be awaited.")
    if last_name(call.func) in words().stays:
        raise RefusedError("The end of an iteration cannot be told from a worker thread.")
    if any(keyword.arg == "func" for keyword in call.keywords):
        raise RefusedError("The call has an argument that the offload would take for its own.")
    node: ast.AST = call
    while node is not function:
        parent = module.parents[node]
        _refuse_place(node, parent)
        node = parent


def _refuse_place(node: ast.AST, parent: ast.AST) -> None:
    if isinstance(parent, ast.Await):
        raise RefusedError("The call is awaited already.")
    if isinstance(parent, ast.GeneratorExp):
        raise RefusedError("The call stands in a generator expression, where nothing can be awaited.")
    if isinstance(parent, ast.ClassDef | ast.JoinedStr):
        raise RefusedError("The call stands where nothing can be awaited.")
    if (
        isinstance(parent, ast.Call)
        and node is not parent.func
        and last_name(parent.func) in words().offloads
    ):
        raise RefusedError("The call is made before it is handed to a thread: hand over the function itself.")
    if isinstance(parent, ast.With) and any("lock" in ast.unparse(item).lower() for item in parent.items):
        raise RefusedError("The call is made under a lock, which must not be held while awaiting.")


def chosen(module: Module, function: ast.AsyncFunctionDef) -> Way:
    """How this module moves work to threads: what it uses already, else what its framework has."""
    imports = module.imports()
    packages = {target.partition(".")[0] for target in imports.values()}
    used = [way for way in words().ways if _used(module, way)]
    at_hand = [way for way in words().ways if way.package in packages or not way.package]
    for way in (*used, *at_hand):
        if _clear(module, way):
            return way
    raise RefusedError("Its file gives the names of the offloads another meaning.")


def _used(module: Module, way: Way) -> bool:
    if f"{way.module}.{way.name}" in _top_imports(module).values():
        return True
    return any(
        isinstance(node, ast.Attribute) and ast.unparse(node) == f"{way.module}.{way.name}"
        for node in ast.walk(module.tree)
    )


def _top_imports(module: Module) -> dict[str, str]:
    return {name: target for node in module.tree.body for name, target in bound_by(node).items()}


def spelled(module: Module, way: Way) -> str:
    """The expression that names it in this module."""
    for name, target in _top_imports(module).items():
        if target == f"{way.module}.{way.name}":
            return name
    return way.name if way.package else f"{way.module}.{way.name}"


def _at_hand(module: Module, way: Way) -> bool:
    name = spelled(module, way).partition(".")[0]
    return _top_imports(module).get(name) in {way.module, f"{way.module}.{way.name}"}


def _clear(module: Module, way: Way) -> bool:
    """Whether the name means the way everywhere in the module: it is bound by that import or not at all."""
    name = spelled(module, way).partition(".")[0]
    others = copy.deepcopy(module.tree)
    if _at_hand(module, way):
        others.body = [node for node in others.body if name not in _bound_at(node)]
    return name not in names_bound_in(others)


def _bound_at(node: ast.AST) -> set[str]:
    return set(bound_by(node))


def _wrapped(module: Module, call: ast.Call, way: str) -> Iterator[Edit]:
    start, end = module.start(call), module.end(call)
    behind = module.end(call.func)
    opening = OPENING.match(module.after(behind))
    if opening is None or module.start(call.func) != start:
        raise RefusedError("The call is written in an unusual way.")
    if any(isinstance(node, ast.GeneratorExp) for node in call.args) and len(call.args) == 1:
        raise RefusedError("The call takes a bare generator expression.")
    nested = _needs_parentheses(module, call)
    yield Edit(start, start, f"{'(' if nested else ''}await {way}(")
    yield Edit(behind, behind + opening.end(), _joint(module, call, behind + opening.end()))
    if nested:
        yield Edit(end, end, ")")


def _joint(module: Module, call: ast.Call, first: int) -> str:
    """What stands between the function and its first argument."""
    if not call.args and not call.keywords:
        return ""
    return "," if module.after(first, 1).isspace() else ", "


def _needs_parentheses(module: Module, call: ast.Call) -> bool:
    parent = module.parents[call]
    if isinstance(parent, ast.Subscript | ast.Attribute):
        return parent.value is call
    return isinstance(parent, ast.Call) and parent.func is call


class _Addition:
    """The import that a module lacks, and where it goes."""

    def __init__(self, module: Module, way: Way) -> None:
        plain = not way.package
        self.text = f"import {way.module}" if plain else f"from {way.module} import {way.name}"
        self.index = self._place(module.tree.body, way)
        line = self._line(module.tree.body)
        place = module.line_start(line)
        self.edit = Edit(place, place, self.text + module.line_end)

    def _line(self, body: list[ast.stmt]) -> int:
        before = body[self.index - 1] if self.index else None
        if before is not None and (_is_import(before) or self.index == len(body)):
            return (before.end_lineno or before.lineno) + 1
        return _first_line(body[self.index])

    @staticmethod
    def _place(body: list[ast.stmt], way: Way) -> int:
        """Behind the last import of the same package that sorts before it, else behind the first imports."""
        same = [
            index
            for index, node in enumerate(body)
            if isinstance(node, ast.ImportFrom)
            and not node.level
            and (node.module or "").partition(".")[0] == way.package
            and (node.module or "") <= way.module
        ]
        if same:
            return same[-1] + 1
        index = 1 if body and _is_docstring(body[0]) else 0
        while index < len(body) and _is_import(body[index]):
            index += 1
        return index


def _is_import(node: ast.stmt) -> bool:
    return isinstance(node, ast.Import | ast.ImportFrom)


def _is_docstring(node: ast.stmt) -> bool:
    return (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    )


def _first_line(node: ast.stmt) -> int:
    decorators = (
        node.decorator_list if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) else []
    )
    return min([node.lineno, *(one.lineno for one in decorators)])


def _meant(module: Module, calls: Sequence[ast.Call], way: str, addition: _Addition | None) -> ast.Module:
    """The tree of the text with these calls awaited from threads, and the import."""
    places = {(call.lineno, call.col_offset, call.end_lineno, call.end_col_offset) for call in calls}

    class Moved(ast.NodeTransformer):
        def visit_Call(self, node: ast.Call) -> ast.AST:
            self.generic_visit(node)
            if (node.lineno, node.col_offset, node.end_lineno, node.end_col_offset) not in places:
                return node
            target = ast.parse(way, mode="eval").body
            return ast.Await(ast.Call(target, [node.func, *node.args], node.keywords))

    tree: ast.Module = Moved().visit(parsed(module.text))
    if addition:
        tree.body[addition.index : addition.index] = ast.parse(addition.text).body
    return tree
