"""The project as the engine sees it: modules, functions and classes, loaded when first needed."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from itertools import islice
from typing import Any, TypeVar

from scanner.engine.inner_roots import InnerRoots
from scanner.engine.values import NOTHING, Ext, Value, make
from scanner.facts.index import CONSTRUCTED_PATTERN, class_bases
from scanner.facts.module import ModuleFacts

IR = tuple[Any, ...]
T = TypeVar("T")
MOST_DESCENDANTS = 40
SMALL_TREE = 1_000_000
"""Bytes of source below which more can be told apart."""


class Module:
    """One file. ``vars`` are its globals once (or while) it has been executed."""

    __slots__ = ("facts", "frame", "is_package", "is_program", "name", "path", "scope", "started")

    def __init__(self, name: str, path: str, is_package: bool, scope: str = "") -> None:
        self.name, self.path, self.is_package, self.scope = name, path, is_package, scope
        self.facts: ModuleFacts | None = None
        self.frame: Any = None
        self.started = False
        # Run as ``python -m`` does, too.
        self.is_program = False

    @property
    def package(self) -> str:
        return self.name if self.is_package else self.name.rpartition(".")[0]


class FuncDef:
    """One function of the project; its body is lowered when somebody calls it."""

    __slots__ = (
        "_body",
        "awaits",
        "cls",
        "decorators",
        "end_line",
        "is_async",
        "is_generator",
        "line",
        "loaded",
        "module",
        "name",
        "params",
        "qualname",
        "returns",
        "running",
        "symbol",
        "validates",
        "variants",
    )

    def __init__(self, function: IR, module: Module, prefix: str, cls: ClassDef | None) -> None:
        self.name, self.line, self.end_line, self.is_async = function[0:4]
        self.params, self.returns, self.decorators = function[4:7]
        self._body, self.awaits, self.is_generator = function[8:11]
        self.module, self.cls = module, cls
        self.qualname = f"{prefix}{self.name}"
        self.symbol = f"{module.name}:{self.qualname}"
        self.loaded = not (self._body and self._body[0] == "ref")
        self.variants = self.running = 0
        # Options of the decorator that makes it validate what it is given by its annotations.
        self.validates: frozenset[str] | None = None

    def load(self) -> None:
        if not self.loaded and self.module.facts is not None:
            self._body, self.awaits, self.is_generator = self.module.facts.body(self._body)
            self.loaded = True

    @property
    def body(self) -> tuple[IR, ...]:
        self.load()
        return self._body  # type: ignore[no-any-return]  # a tuple of statements once loaded

    @property
    def is_static(self) -> bool:
        return any(_last_name(d[1]) == "staticmethod" for d in self.decorators)

    @property
    def is_abstract(self) -> bool:
        return any(_last_name(d[1]) in ("abstractmethod", "overload") for d in self.decorators)


def _last_name(expression: IR) -> str:
    return str(expression[-1]) if expression[0] in ("N", "A") else ""


class ClassDef:
    """One class of the project. ``bases`` and ``namespace`` are filled when its statement runs."""

    __slots__ = (
        "_answers",
        "_as_of",
        "_external",
        "_found",
        "_mro",
        "_own",
        "annotations",
        "bases",
        "decorators",
        "end_line",
        "frame",
        "keywords",
        "line",
        "made",
        "module",
        "name",
        "namespace",
        "qualname",
        "rewritten",
        "symbol",
    )

    def __init__(self, name: str, line: int, end_line: int, module: Module, prefix: str) -> None:
        self.name, self.line, self.end_line, self.module = name, line, end_line, module
        self.qualname = f"{prefix}{name}"
        self.symbol = f"{module.name}:{self.qualname}"
        self.bases: list[ClassDef | str] = []
        self.namespace: dict[str, Value] = {}
        # What a metaclass made of the namespace, and special methods that were assigned later.
        self.made: dict[str, Value] = {}
        self.annotations: dict[str, IR] = {}
        self.keywords: dict[str, Value] = {}
        self.decorators: list[Value] = []
        # Whether a library has decorated it, as ``dataclass`` does.
        self.rewritten = False
        self.frame: Any = None
        self._mro: list[ClassDef | str] | None = None
        self._own: tuple[ClassDef, ...] | None = None
        self._external: tuple[str, ...] | None = None
        self._found: dict[str, tuple[ClassDef, Value] | None] = {}
        self._answers: dict[Hashable, Any] = {}
        self._as_of = 0

    changes = 0
    """How often the body or the bases of any class were filled in: answers from before count no more."""

    @property
    def mro(self) -> list[ClassDef | str]:
        """Classes in look-up order; external bases appear as their dotted names."""
        if self._mro is None:
            self._mro = _linearise(self)
        return self._mro

    @property
    def own_bases(self) -> tuple[ClassDef, ...]:
        """The class and its bases within the project, in look-up order."""
        if self._own is None:
            self._own = tuple(base for base in self.mro if isinstance(base, ClassDef))
        return self._own

    @property
    def external_bases(self) -> tuple[str, ...]:
        if self._external is None:
            self._external = tuple(base for base in self.mro if isinstance(base, str))
        return self._external

    def changed(self) -> None:
        """The bases or the namespace are others now."""
        self._mro = self._own = self._external = None
        ClassDef.changes += 1

    def patch(self, attr: str, value: Value) -> None:
        """A special method takes the place of the one in the body: it is looked for in classes alone."""
        self.made[attr] = value
        if self.namespace.get(attr) != value:
            self.namespace[attr] = value
            self.changed()

    def lookup(self, attr: str) -> tuple[ClassDef, Value] | None:
        """Where a class attribute is found among the project's classes."""
        if self._as_of != ClassDef.changes:
            self._forget()
        try:
            return self._found[attr]
        except KeyError:
            found = self._found[attr] = self._search(attr)
            return found

    def _search(self, attr: str) -> tuple[ClassDef, Value] | None:
        for cls in self.own_bases:
            value = cls.namespace.get(attr)
            if value is not None:
                return cls, value
        return None

    def answer(self, question: Hashable, ask: Callable[[ClassDef], T]) -> T:
        """What ``ask`` says of the class; asked again only when a class has changed.

        Text as a ``question`` is the name of an attribute.
        """
        if self._as_of != ClassDef.changes:
            self._forget()
        known: T | None = self._answers.get(question)
        if known is None:
            known = self._answers[question] = ask(self)
        return known

    def _forget(self) -> None:
        self._found.clear()
        self._answers.clear()
        self._as_of = ClassDef.changes

    def is_subclass_of(self, other: ClassDef | str) -> bool:
        return other in self.mro


def _linearise(cls: ClassDef) -> list[ClassDef | str]:
    """C3 linearisation; falls back to depth first for an order Python would refuse."""
    parents = [base.mro if isinstance(base, ClassDef) else [base] for base in cls.bases if base is not cls]
    queues: list[list[ClassDef | str]] = [list(p) for p in parents] + [list(cls.bases)]
    order: list[ClassDef | str] = [cls]
    while any(queues):
        queues = [q for q in queues if q]
        head = next((q[0] for q in queues if not any(q[0] in o[1:] for o in queues)), None)
        if head is None:
            head = queues[0][0]
        if head not in order:
            order.append(head)
        queues = [[c for c in q if c is not head and c != head] for q in queues]
    return order


class Program:
    """Modules by dotted name, and indexes over all files that need no parsing."""

    def __init__(
        self,
        paths: dict[str, list[str]],
        read: Callable[[str], bytes],
        facts: Callable[[str], ModuleFacts],
        scopes: Mapping[str, str],
    ) -> None:
        """``paths`` maps each file to the dotted names it can be imported under, best first;
        ``scopes`` some files to the dotted prefix under which their imports are looked up first."""
        self._read, self._facts = read, facts
        # Bytes of source in all files.
        self.size = sum(len(read(path)) for path in paths)
        self.modules: dict[str, Module] = {}
        self._aliases: dict[str, str] = {}
        self._packages: set[str] = set()
        self._by_path: dict[str, Module] = {}
        for path, names in paths.items():
            if not names:
                continue
            is_package = path.endswith("__init__.py")
            module = Module(names[0], path, is_package, scopes.get(path, ""))
            self.modules.setdefault(names[0], module)
            self._by_path[path] = module
            for name in names[1:]:
                self._aliases.setdefault(name, names[0])
            for name in names:
                parts = name.split(".")
                self._packages.update(".".join(parts[:n]) for n in range(1, len(parts)))
        self._subclasses: dict[str, list[tuple[str, str]]] | None = None
        self._descendants: dict[str, list[tuple[Module, str]]] = {}
        self.patterns: dict[re.Pattern[bytes], bytes] = {}
        # Paths of modules whose names somebody enumerated.
        self.listed: set[str] = set()
        self._inner_roots = InnerRoots(self._holds, self._sources)

    def find(self, name: str) -> Module | None:
        return self.modules.get(name) or self.modules.get(self._aliases.get(name, ""))

    def absolute(self, name: str, importer: Module, wanted: Sequence[str] = ()) -> str:
        """The name by which this program knows what ``importer`` calls ``name``: two services of one
        repository may have an ``app`` package each. ``wanted``: what is imported from it."""
        own = f"{importer.scope}.{name}"
        if importer.scope and self._gives(wanted, own):
            return own
        gives = partial(self._gives, wanted)
        return name if self._holds(name) else self._inner_roots.absolute(name, importer.package, gives)

    def _gives(self, wanted: Sequence[str], name: str) -> bool:
        """A directory without an ``__init__.py`` has nothing but modules; a library of that name is first."""
        if not wanted or self.find(name) is not None:
            return self._holds(name)
        return any(self._holds(f"{name}.{each}") for each in wanted)

    def _holds(self, name: str) -> bool:
        return self.find(name) is not None or self.is_package(name)

    def _sources(self, package: str) -> Iterator[tuple[bool, bytes]]:
        for module in self._by_path.values():
            if module.name.startswith(f"{package}."):
                yield module.name.rpartition(".")[0] == package, self._read(module.path)

    def is_package(self, name: str) -> bool:
        """True for a directory of modules, with or without an ``__init__.py``."""
        return name in self._packages

    def load(self, module: Module) -> ModuleFacts:
        if module.facts is None:
            module.facts = self._facts(module.path)
        return module.facts

    def text(self, path: str) -> bytes:
        """The bytes of a file; whoever searches them says so by :meth:`look`."""
        return self._read(path)

    def look(self, pattern: re.Pattern[bytes], needle: bytes = b"") -> re.Pattern[bytes]:
        """The same pattern, noted: where a text changes, what is found by it has to stay the same.

        Nothing is found in a text without the ``needle``.
        """
        self.patterns[pattern] = needle
        return pattern

    def files(self) -> list[tuple[str, Module]]:
        """Every file with its module, in path order."""
        return sorted(self._by_path.items(), key=lambda item: item[0])

    def matching(self, pattern: re.Pattern[bytes], needle: bytes = b"") -> list[Module]:
        """Modules whose bytes match, in path order."""
        self.look(pattern, needle)
        texts = ((module, self._read(path)) for path, module in sorted(self._by_path.items()))
        return [module for module, text in texts if needle in text and pattern.search(text)]

    @cached_property
    def constructed_names(self) -> frozenset[str]:
        """Names that some file outside tests calls or passes on, by a look at the text."""
        found: set[bytes] = set()
        for path in self._by_path:
            if not is_test_path(path):
                found.update(CONSTRUCTED_PATTERN.findall(self._read(path)))
        return frozenset(name.decode() for name in found)

    def descendants(self, name: str) -> list[tuple[Module, str]]:
        """The nearest classes outside tests that may inherit from one of that name, by their bases' names."""
        found = self._descendants.get(name)
        if found is None:
            found = self._descendants[name] = list(islice(self._below(name), MOST_DESCENDANTS))
        return found

    def _below(self, name: str) -> Iterator[tuple[Module, str]]:
        names, queue = {name}, deque([name])
        while queue:
            for module, heir in self.subclass_candidates(queue.popleft()):
                if heir not in names:
                    names.add(heir)
                    queue.append(heir)
                    if module.path and not is_test_path(module.path):
                        yield module, heir

    def subclass_candidates(self, name: str) -> list[tuple[Module, str]]:
        """``(module, class name)`` of classes that name ``name`` among their bases."""
        if self._subclasses is None:
            self._subclasses = {}
            for path, module in sorted(self._by_path.items()):
                for cls, bases in class_bases(self._read(path)):
                    for base in bases:
                        self._subclasses.setdefault(base, []).append((module.name, cls))
        return [(self.modules[m], c) for m, c in self._subclasses.get(name, []) if m in self.modules]


def external(name: str) -> Value:
    return frozenset((make(Ext, name),)) if name else NOTHING


def symbols(functions: Iterable[FuncDef]) -> list[str]:
    return sorted({f.symbol for f in functions})


def is_test_path(path: str) -> bool:
    """True for files that only a test run imports."""
    parts = path.split("/")
    name = parts[-1]
    return (
        name.startswith("test_")
        or name.endswith("_test.py")
        or name == "conftest.py"
        or bool({"tests", "test", "testing"} & set(parts[:-1]))
    )
