"""``async def`` to ``def``, for a function that the framework then calls in a worker thread."""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping

from scanner.codemods.callers import refuse_callers
from scanner.codemods.module import Edit, Function, Module, last_name, own_nodes, parsed
from scanner.codemods.words import words
from scanner.errors import RefusedError

KEYWORDS = re.compile(rb"async[ \t]+(?=def\b)")
AWAITS = (ast.Await, ast.AsyncFor, ast.AsyncWith)


def plain_def(
    module: Module,
    function: ast.AsyncFunctionDef,
    *,
    symbol: str,
    generator: bool,
    mentions: Mapping[str, str],
) -> str:
    """The text with the function as a plain def.

    ``generator`` allows a body that yields, ``mentions`` are the other files (path -> text) in which
    the function's name occurs. Raises RefusedError with the reason when the change could be wrong.
    """
    refuse_body(function, generator=generator)
    refuse_loop_bound(module, function)
    refuse_decorators(function)
    refuse_callers(module, function, symbol=symbol, mentions=mentions)
    start = module.start(function)
    keyword = KEYWORDS.match(module.after(start))
    if keyword is None:
        raise RefusedError("Its definition is written in an unusual way.")
    changed = module.changed([Edit(start, start + keyword.end(), "")])
    if ast.dump(parsed(changed.removeprefix("\ufeff"))) != ast.dump(_meant(module.text, function)):
        raise RefusedError("The change could not be made without touching other code.")
    return changed


def refuse_body(function: ast.AsyncFunctionDef, *, generator: bool) -> None:
    for node in sorted(own_nodes(function), key=lambda one: getattr(one, "lineno", 0)):
        line = getattr(node, "lineno", function.lineno)
        if isinstance(node, AWAITS):
            raise RefusedError(f"Its body awaits (line {line}), so it has to stay async.")
        if isinstance(node, ast.comprehension) and node.is_async:
            raise RefusedError("Its body has an async comprehension, so it has to stay async.")
        if isinstance(node, ast.Yield) and not generator:
            raise RefusedError(f"It is a generator (line {line}): a plain one would be another thing.")


def refuse_loop_bound(module: Module, function: ast.AsyncFunctionDef) -> None:
    """Names of modules that need the running loop, and module variables made with them."""
    imports = module.imports()
    bound = {name for name, target in imports.items() if target.partition(".")[0] in words().loop_bound}
    for statement in module.tree.body:
        if isinstance(statement, ast.Assign | ast.AnnAssign) and statement.value is not None:
            if not _loads(statement.value) & bound:
                continue
            targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
            bound |= {target.id for target in targets if isinstance(target, ast.Name)}
    for node in own_nodes(function):
        if isinstance(node, ast.Name) and node.id in bound:
            raise RefusedError(
                f"It uses {node.id} (line {node.lineno}), which needs the thread of the event loop."
            )


def refuse_decorators(function: Function) -> None:
    for decorator in function.decorator_list:
        target = decorator.func if isinstance(decorator, ast.Call) else decorator
        known = isinstance(target, ast.Attribute) and target.attr in words().registers
        if not known or not isinstance(decorator, ast.Call):
            name = last_name(target) or "a decorator"
            raise RefusedError(f"@{name} wraps it and may await it.")


def _loads(node: ast.AST) -> set[str]:
    return {each.id for each in ast.walk(node) if isinstance(each, ast.Name)}


def _meant(text: str, function: ast.AsyncFunctionDef) -> ast.Module:
    """The tree of the text with this one function plain."""

    class Plain(ast.NodeTransformer):
        def visit_AsyncFunctionDef(self, node: ast.AsyncFunctionDef) -> ast.AST:
            self.generic_visit(node)
            if (node.lineno, node.col_offset) != (function.lineno, function.col_offset):
                return node
            return ast.FunctionDef(**{name: getattr(node, name) for name in node._fields})

    tree: ast.Module = Plain().visit(parsed(text))
    return tree
