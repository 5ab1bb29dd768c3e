"""Type expressions: the small language in which rows say what a call returns or an attribute holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

LITERAL_TYPES = frozenset(
    {"str", "int", "bytes", "bool", "float", "none", "any", "list", "tuple", "dict", "set", "iterator"}
)
REFERENCE_WORDS = frozenset({"await", "call", "elem", "enter", "new", "one", "param"})
_TOKEN = re.compile(r"\s*(\$\*|\$\w+|[A-Za-z_][\w.]*|[\[\],|])")


@dataclass(frozen=True, slots=True)
class Named:
    """An instance of a type, literal (``list``, ``str``...) or dotted, with its parameters."""

    name: str
    args: tuple[Expression, ...] = ()


@dataclass(frozen=True, slots=True)
class ClassOf:
    """The class object itself: ``class pkg.Type``."""

    name: str


@dataclass(frozen=True, slots=True)
class Reference:
    """Something taken from the call. ``target`` is ``self``, a position, a parameter name or ``*``.

    ``word`` says what of it: ``value``, ``new`` (an instance of that class), ``elem`` (of that iterable),
    ``call`` (its result), ``await`` (what awaiting it gives), ``enter`` (what ``with`` binds), ``one``
    (``new`` of the single positional argument, the tuple of them when there are several) or ``param``
    (its type parameter ``param``).
    """

    word: str
    target: str
    param: str | None = None


@dataclass(frozen=True, slots=True)
class Union:
    """Any of several: ``A | B``."""

    items: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Fallback:
    """``A or B``: B when A is missing or unknown."""

    first: Expression
    second: Expression


Expression = Named | ClassOf | Reference | Union | Fallback


@lru_cache(maxsize=4096)
def parse_expression(text: str) -> Expression:
    """Raises ValueError when the text is not a type expression."""
    parser = _Parser(text)
    expression = parser.fallback()
    if parser.tokens:
        raise ValueError(f"unexpected {parser.tokens[-1]!r} in type expression {text!r}")
    return expression


def type_names(expression: Expression) -> Iterator[str]:
    """Names of the types an expression mentions, literal types left out."""
    match expression:
        case Named(name, args):
            if name not in LITERAL_TYPES:
                yield name
            for arg in args:
                yield from type_names(arg)
        case ClassOf(name):
            yield name
        case Union(items):
            for item in items:
                yield from type_names(item)
        case Fallback(first, second):
            yield from type_names(first)
            yield from type_names(second)


class _Parser:
    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = list(reversed(_tokenise(text)))

    def fallback(self) -> Expression:
        first = self.union()
        if self.accept("or"):
            return Fallback(first, self.fallback())
        return first

    def union(self) -> Expression:
        items = [self.item()]
        while self.accept("|"):
            items.append(self.item())
        return items[0] if len(items) == 1 else Union(tuple(items))

    def item(self) -> Expression:
        word = self.take()
        if word.startswith("$"):
            return Reference("value", word[1:])
        if word in REFERENCE_WORDS:
            return self.reference(word)
        if word == "class":
            return ClassOf(self.take())
        return Named(word, self.arguments())

    def reference(self, word: str) -> Reference:
        target = self.take()
        if not target.startswith("$"):
            raise ValueError(f"{word!r} needs a $ reference in type expression {self.text!r}")
        return Reference(word, target[1:], self.take() if word == "param" else None)

    def arguments(self) -> tuple[Expression, ...]:
        if not self.accept("["):
            return ()
        items = [self.fallback()]
        while self.accept(","):
            items.append(self.fallback())
        if not self.accept("]"):
            raise ValueError(f"missing ']' in type expression {self.text!r}")
        return tuple(items)

    def accept(self, token: str) -> bool:
        if self.tokens and self.tokens[-1] == token:
            self.tokens.pop()
            return True
        return False

    def take(self) -> str:
        if not self.tokens or self.tokens[-1] in {"[", "]", ",", "|"}:
            raise ValueError(f"a name is missing in type expression {self.text!r}")
        return self.tokens.pop()


def _tokenise(text: str) -> list[str]:
    tokens, position = [], 0
    while position < len(text.rstrip()):
        found = _TOKEN.match(text, position)
        if found is None:
            raise ValueError(f"unexpected {text[position:]!r} in type expression {text!r}")
        tokens.append(found[1])
        position = found.end()
    return tokens
