"""What the catalog knows about libraries: frozen, picklable rows and the questions asked of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

KINDS = frozenset(
    {"database", "http", "cloud", "subprocess", "sleep", "file", "network", "cache", "mail", "lock", "queue"}
)
EFFECTS = frozenset({"blocks", "async-io"})
SEVERITIES = frozenset({"high", "medium", "low"})
PLACES = frozenset({"here", "thread", "loop", "suited", "later", "never"})


@dataclass(frozen=True, slots=True)
class CallbackRow:
    """What happens to one callable among the arguments of a call.

    ``arg`` (position) and ``name`` (keyword) say which argument it is; ``*`` is every positional argument,
    and a ``name`` that starts with ``$`` is a type parameter of the receiver, for callables a wrapper object
    stores. ``args`` is ``"rest"``, ``"none"`` or a tuple of type expressions, one per positional argument the
    callable is given (``"$*"`` stands for the remaining arguments of the call). With ``method`` that method
    of the argument is called, where a class of the project defines it.
    """

    arg: int | None
    name: str | None
    where: str
    args: str | tuple[str, ...]
    method: str = ""


@dataclass(frozen=True, slots=True)
class EffectRow:
    """I/O that syntax triggers: entering, leaving, iterating, awaiting."""

    effect: str
    kind: str


@dataclass(frozen=True, slots=True, eq=False)
class CallRow:
    """One function, method, constructor or operator of a library. ``effect`` None means no I/O."""

    name: str
    effect: str | None = None
    kind: str | None = None
    severity: str = "high"
    is_async: bool = False
    returns: str | None = None
    params: tuple[str, ...] = ()
    unless: Mapping[str, object] = field(default_factory=dict)
    calls: tuple[CallbackRow, ...] = ()
    alternative: str | None = None
    link: str | None = None
    library: str = ""
    role: str | None = None
    options: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TypeRow:
    """A class of a library. Members come through ``bases``; type parameters of one name are one parameter."""

    name: str
    bases: tuple[str, ...] = ()
    params: tuple[str, ...] = ()
    construct: CallRow | None = None
    methods: dict[str, CallRow] = field(default_factory=dict)
    any_method: CallRow | None = None
    any_attribute: str | None = None
    attributes: dict[str, str] = field(default_factory=dict)
    enter: str | None = None
    aenter: str | None = None
    iter: str | None = None
    aiter: str | None = None
    awaited: str | None = None
    enter_effect: EffectRow | None = None
    exit_effect: EffectRow | None = None
    aenter_effect: EffectRow | None = None
    aexit_effect: EffectRow | None = None
    iter_effect: EffectRow | None = None
    aiter_effect: EffectRow | None = None
    await_effect: EffectRow | None = None
    call: CallRow | None = None
    getitem: CallRow | None = None
    link: str | None = None
    library: str = ""
    role: str | None = None
    options: Mapping[str, object] = field(default_factory=dict)


@dataclass(slots=True)
class Catalog:
    """Every row, with aliases and inheritance resolved on demand."""

    functions: dict[str, CallRow]
    types: dict[str, TypeRow]
    aliases: dict[str, str]
    packages: dict[str, str]
    digest: str
    values: dict[str, str] = field(default_factory=dict)
    quiet: frozenset[str] = frozenset()
    plain: frozenset[str] = frozenset()
    over: dict[str, frozenset[str]] = field(default_factory=dict)
    twins: dict[str, str] = field(default_factory=dict)
    _canonical: dict[str, str] = field(default_factory=dict, repr=False, compare=False)
    _mro: dict[str, tuple[TypeRow, ...]] = field(default_factory=dict, repr=False, compare=False)
    _methods: dict[tuple[str, str], CallRow | None] = field(default_factory=dict, repr=False, compare=False)

    def canonical(self, name: str) -> str:
        """The name rows use for ``name``; an alias of ``a.b`` also renames ``a.b.c``."""
        known = self._canonical.get(name)
        if known is None:
            known = self._canonical[name] = resolve_alias(self.aliases, name)
        return known

    def function(self, name: str) -> CallRow | None:
        return self.functions.get(self.canonical(name))

    def type(self, name: str) -> TypeRow | None:
        return self.types.get(self.canonical(name))

    def value(self, name: str) -> str | None:
        """Type expression of a module-level object (``django.db.connection``) or a class attribute."""
        name = self.canonical(name)
        owner, _, attr = name.rpartition(".")
        held = (row.attributes[attr] for row in self.mro(owner) if attr in row.attributes)
        return self.values.get(name) or next(held, None) or self._made_when_asked(name, owner)

    def _made_when_asked(self, name: str, module: str) -> str | None:
        """``"sh.*"``: a module that makes an object of any name it is asked for, but those of rows."""
        made = self.values.get(f"{module}.*")
        return None if name in self.functions or name in self.types else made

    def twin(self, type_name: str) -> str | None:
        """The awaited twin of a type that blocks, or of the nearest base that has one."""
        return next((self.twins[row.name] for row in self.mro(type_name) if row.name in self.twins), None)

    def mro(self, type_name: str) -> tuple[TypeRow, ...]:
        """The type and its bases, nearest first, each once; empty for an unknown type."""
        name = self.canonical(type_name)
        known = self._mro.get(name)
        if known is None:
            known = self._mro[name] = tuple(self._linearise(name))
        return known

    def method(self, type_name: str, attr: str) -> CallRow | None:
        """The row of a method through the bases; ``any_method`` answers last.

        It never answers for listed attributes or names that begin with ``_``.
        """
        key = (type_name, attr)
        if key not in self._methods:
            self._methods[key] = self._find_method(type_name, attr)
        return self._methods[key]

    def attribute(self, type_name: str, attr: str) -> str | None:
        """Type expression of an attribute through the bases; ``any_attribute`` answers last."""
        rows = self.mro(type_name)
        for row in rows:
            if attr in row.attributes:
                return row.attributes[attr]
        if attr.startswith("_"):
            return None
        return next((row.any_attribute for row in rows if row.any_attribute), None)

    def library(self, name: str) -> str | None:
        """The library that claims a dotted name, by its longest claimed package."""
        return _longest_prefix(self.packages, self.canonical(name))

    def is_quiet(self, name: str) -> bool:
        """True when no callable under ``name`` does I/O unless a row says so."""
        return _is_under(self.quiet, self.canonical(name))

    def is_plain(self, name: str) -> bool:
        """True when callables under ``name`` do no I/O and give nothing that could do any."""
        return _is_under(self.plain, self.canonical(name))

    def _linearise(self, name: str) -> list[TypeRow]:
        row = self.types.get(name)
        if row is None:
            return []
        order = {name: row}
        for base in row.bases:
            for ancestor in self.mro(base):
                order.pop(ancestor.name, None)
                order[ancestor.name] = ancestor
        return list(order.values())

    def _find_method(self, type_name: str, attr: str) -> CallRow | None:
        rows = self.mro(type_name)
        for row in rows:
            if attr in row.methods:
                return row.methods[attr]
        if attr.startswith("_") or any(attr in row.attributes for row in rows):
            return None
        for row in rows:
            if row.any_method is not None:
                return replace(row.any_method, name=f"{row.name}.{attr}")
        return None


def resolve_alias(aliases: Mapping[str, str], name: str) -> str:
    """Apply aliases to ``name`` and its dotted prefixes, longest first, until nothing changes."""
    for _ in range(8):
        renamed = _apply_once(aliases, name)
        if renamed == name:
            break
        name = renamed
    return name


def _apply_once(aliases: Mapping[str, str], name: str) -> str:
    head, tail = name, ""
    while head:
        target = aliases.get(head)
        if target is not None:
            return target + tail
        head, dot, last = head.rpartition(".")
        tail = f"{dot}{last}{tail}"
    return name


def _is_under(names: frozenset[str], dotted: str) -> bool:
    while dotted:
        if dotted in names:
            return True
        dotted = dotted.rpartition(".")[0]
    return False


def _longest_prefix(table: Mapping[str, str], name: str) -> str | None:
    while name:
        if name in table:
            return table[name]
        name = name.rpartition(".")[0]
    return None
