"""A function's statements as a tree to look around in: what surrounds a call, which names it is given."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

IR = tuple[Any, ...]
_LEAVES = frozenset({"K", "N", "X", "?", "import", "from", "global", "nonlocal", "break", "continue"})
_LOOPS = frozenset({"for", "while", "COMP"})


class Body:
    """The intermediate form of one function, with the parent of each part."""

    def __init__(self, statements: tuple[IR, ...]) -> None:
        self.statements = statements
        self._parents: dict[int, IR] = {}
        self.nodes: list[IR] = []
        stack: list[IR] = list(reversed(statements))
        while stack:
            node = stack.pop()
            self.nodes.append(node)
            inner = children(node)
            for child in inner:
                self._parents[id(child)] = node
            stack += reversed(inner)

    def ancestors(self, node: IR) -> Iterator[IR]:
        """What surrounds a part, innermost first."""
        parent = self._parents.get(id(node))
        while parent is not None:
            yield parent
            parent = self._parents.get(id(parent))

    def calls(self, line: int | None = None, method: str = "") -> list[IR]:
        """Calls, on one line or of methods of one name if asked for."""
        return [
            node
            for node in self.nodes
            if node[0] == "C"
            and (line is None or node[1] == line)
            and (not method or last(node[2]) == method)
        ]

    def statement(self, node: IR) -> IR:
        """The innermost statement around an expression."""
        return next((each for each in (node, *self.ancestors(node)) if each[0] in _STATEMENTS), node)

    def repeated(self, node: IR, name: str) -> bool:
        """Whether a part runs once for each turn of a loop while what ``name`` holds stays the same."""
        inner = node
        for outer in self.ancestors(node):
            if outer[0] in ("def", "LAM"):
                return False
            if outer[0] in _LOOPS and not _runs_once(outer, inner):
                return name not in bound(outer)
            inner = outer
        return False

    def turns(self, node: IR) -> frozenset[str]:
        """Names that change from turn to turn of the loops around a part."""
        out: frozenset[str] = frozenset()
        inner = node
        for outer in self.ancestors(node):
            if outer[0] in ("def", "LAM"):
                break
            if outer[0] in _LOOPS and not _runs_once(outer, inner):
                out |= bound(outer)
            inner = outer
        return out

    def runs_once(self, node: IR) -> bool:
        """Whether the innermost loop around a part is always left after it."""
        inner = node
        for outer in self.ancestors(node):
            if outer[0] in ("def", "LAM", "COMP"):
                return False
            if any(always(block, LEAVES) for block in blocks(outer) if any(each is inner for each in block)):
                return True
            if outer[0] in _LOOPS:
                return False
            inner = outer
        return False

    def after(self, statement: IR) -> tuple[IR, ...]:
        """The statements that follow in the same block."""
        parent = self._parents.get(id(statement))
        around = blocks(parent) if parent is not None else []
        for block in (*around, self.statements):
            for number, each in enumerate(block):
                if each is statement:
                    return block[number + 1 :]
        return ()

    def values(self, name: str) -> list[IR]:
        """Every expression that is assigned to a plain name."""
        out = []
        for node in self.nodes:
            if node[0] == "=" and ("N", name) in node[2]:
                out.append(node[3])
            elif node[0] == "ann" and node[2] == ("N", name) and node[4] is not None:
                out.append(node[4])
            elif node[0] == "NE" and node[1] == ("N", name):
                out.append(node[2])
        return out


def _runs_once(loop: IR, part: IR) -> bool:
    """The source of a loop is evaluated before its first turn."""
    if loop[0] == "for":
        return part is loop[3]
    return loop[0] == "COMP" and part is loop[5][0][1]


def children(node: IR) -> list[IR]:
    """The parts of a statement or expression that are statements or expressions themselves."""
    op, found = node[0], list[IR]()
    if op in _LEAVES:
        return found
    if op == "def":
        function = node[3]
        found += (p[3] for p in function[4] if p[3] is not None)
        found += function[8] if function[8][:1] != ("ref",) else ()
    elif op == "LAM":
        found += (p[3] for p in node[2] if p[3] is not None)
        found.append(node[3])
    elif op == "match":
        found.append(node[2])
        for pattern, guard, block in node[3]:
            found += (part for part in (pattern[1], guard) if part and isinstance(part[0], str))
            found += block
    else:
        _parts(node[1:], found)
    return found


def _parts(inside: tuple[object, ...], found: list[IR]) -> None:
    for part in inside:
        if type(part) is tuple and part:
            first = part[0]
            if type(first) is str and first in _OPS and not (first == "*" and len(part) == 3):
                found.append(part)
            else:
                _parts(part, found)


_STATEMENTS = frozenset(
    {
        *("expr", "=", "ann", "aug", "ret", "raise", "assert", "del", "if", "while", "for", "with", "try"),
        *("match", "def", "class", "break", "continue", "import", "from", "global", "nonlocal"),
        *("tvar", "alias"),
    }
)
_EXPRESSIONS = frozenset(
    {
        *("C", "N", "X", "A", "K", "AW", "Y", "YF", "LAM", "COMP", "B", "BO", "U", "CMP", "IF", "NE", "*"),
        *("D", "T", "L", "SET", "S", "J", "?", "SL"),
    }
)
_OPS = _STATEMENTS | _EXPRESSIONS


def walk(*roots: IR) -> Iterator[IR]:
    """Parts and the parts of these, functions and lambdas defined inside included."""
    stack = list(reversed(roots))
    while stack:
        node = stack.pop()
        yield node
        stack += children(node)


def walk_here(*roots: IR) -> Iterator[IR]:
    """Like ``walk``, without what only runs when a function defined inside is called."""
    stack = list(reversed(roots))
    while stack:
        node = stack.pop()
        yield node
        if node[0] not in ("def", "LAM", "class"):
            stack += children(node)


def last(expression: IR) -> str:
    """``a.b.c`` -> ``c``; empty for what is no name."""
    return str(expression[-1]) if expression[0] in ("N", "A") else ""


def dotted(expression: IR) -> str:
    """``a.b.c`` as text; empty for what is no dotted name."""
    if expression[0] == "N":
        return str(expression[1])
    if expression[0] == "A":
        base = dotted(expression[2])
        return f"{base}.{expression[3]}" if base else ""
    return ""


def receiver(call: IR) -> str:
    """``a.b`` of the call ``a.b.c()``; empty where it is not called on a dotted name."""
    return dotted(call[2][2]) if call[2][0] == "A" else ""


def root(expression: IR) -> str:
    """The first name of a chain of calls and attributes: ``db.query(A).first().name`` -> ``db``."""
    while expression[0] in ("A", "C", "S", "AW"):
        expression = expression[2]
    return str(expression[1]) if expression[0] == "N" else ""


def bound(node: IR) -> frozenset[str]:
    """Names that a part assigns: targets of assignments, loops, ``with`` and comprehensions in it."""
    out: set[str] = set()
    for each in walk_here(node):
        out |= {n[1] for target in targets(each) for n in walk(target) if n[0] == "N"}
    return frozenset(out)


def targets(node: IR) -> list[IR]:
    """What a statement or expression assigns to, by itself."""
    op = node[0]
    if op == "=":
        return list(node[2])
    if op in ("ann", "aug", "for"):
        return [node[2]]
    if op == "NE":
        return [node[1]]
    if op == "with":
        return [target for _, _, target in node[2] if target is not None]
    return [clause[0] for clause in node[5]] if op == "COMP" else []


def variables(node: IR) -> frozenset[str]:
    """The plain names among them: ``a, b = c``, but nothing of ``a.b = c`` or ``a[b] = c``."""
    stack = [target for each in walk_here(node) for target in targets(each)]
    out: set[str] = set()
    while stack:
        target = stack.pop()
        if target[0] == "N":
            out.add(target[1])
        elif target[0] in ("T", "L"):
            stack += target[2]
        elif target[0] == "*":
            stack.append(target[1])
    return frozenset(out)


RAISES = frozenset({"raise"})
LEAVES = frozenset({"raise", "ret", "break"})


def always(block: tuple[IR, ...], ends: frozenset[str]) -> bool:
    """Whether a block, as far as its last statement says, ends in one of these ways on every path."""
    if not block:
        return False
    end = block[-1]
    if end[0] == "if":
        return always(end[3], ends) and always(end[4], ends)
    if end[0] == "with":
        return always(end[3], ends)
    if end[0] == "try":
        return always(end[5], ends) or (
            (always(end[2], ends) or always(end[4], ends)) and all(always(h[2], ends) for h in end[3])
        )
    return end[0] in ends


def blocks(statement: IR) -> list[tuple[IR, ...]]:
    """The blocks of a compound statement."""
    op = statement[0]
    if op in ("if", "while"):
        return [statement[3], statement[4]]
    if op == "for":
        return [statement[4], statement[5]]
    if op == "with":
        return [statement[3]]
    if op == "try":
        return [statement[2], *(handler[2] for handler in statement[3]), statement[4], statement[5]]
    if op == "match":
        return [case[2] for case in statement[3]]
    return []
