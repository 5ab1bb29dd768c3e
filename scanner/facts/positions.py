"""The line on which each node of a libcst tree starts: a walk that looks at nothing but line ends.

libcst's position metadata generates code and costs as much as the parse; this costs a fraction of that.
"""

from __future__ import annotations

from typing import Any

import libcst as cst


class Positions:
    """``starts`` and ``ends`` map ``id(node)`` to 1-based lines; the ends are of definitions alone."""

    def __init__(self, module: cst.Module) -> None:
        self.starts: dict[int, int] = {}
        self.ends: dict[int, int] = {}
        self._line = 1
        for empty in module.header:
            self._walk(empty)
        for statement in module.body:
            self._walk(statement)

    def _walk(self, node: Any) -> None:
        kind = type(node)
        fields = _FIELDS.get(kind)
        if fields is None:
            fields = _FIELDS[kind] = _fields_of(node)
        self.starts[id(node)] = self._line
        for field in fields:
            part = getattr(node, field)
            kind_of_part = type(part)
            if kind_of_part is cst.SimpleWhitespace:
                # The commonest part by far: empty, or blanks, or a continued line.
                if "\\" in part.value:
                    self._line += part.value.count("\n")
            elif kind_of_part is tuple or kind_of_part is list:
                for inner in part:
                    self._walk(inner)
            elif part is not None and kind_of_part is not cst.MaybeSentinel:
                self._walk(part)
        if kind in _ENDING:
            self._end(node, kind)

    def _end(self, node: Any, kind: type) -> None:
        if kind is cst.Newline:
            self._line += 1
        elif kind in _TEXTS:
            self._line += node.value.count("\n")
        else:
            self.ends[id(node)] = self._line - 1


_TEXTS: frozenset[type] = frozenset({cst.SimpleString, cst.FormattedStringText})
_ENDING: frozenset[type] = _TEXTS | {cst.Newline, cst.FunctionDef, cst.ClassDef}
_FIELDS: dict[type, tuple[str, ...]] = {}


class _Order(cst.CSTVisitor):
    """Hears the names of a node's fields in the order of the source, and enters none."""

    def __init__(self) -> None:
        super().__init__()
        self.fields: list[str] = []

    def on_visit(self, node: cst.CSTNode) -> bool:
        return False

    def on_leave(self, original_node: cst.CSTNode) -> None:
        return None

    def on_visit_attribute(self, node: cst.CSTNode, attribute: str) -> None:
        self.fields.append(attribute)


def _fields_of(node: cst.CSTNode) -> tuple[str, ...]:
    order = _Order()
    node._visit_and_replace_children(order)
    return tuple(order.fields)
