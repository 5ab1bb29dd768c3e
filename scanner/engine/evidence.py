"""What the rules may know beyond the document's records: plain facts, free of the engine's own types."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from scanner.model import ChainStep


@dataclass(frozen=True, slots=True)
class Witness:
    """One blocking call that a unit runs on the event loop. ``role`` is the catalog's word for what
    the call belongs to (``session``, ``connection``, ...) or empty."""

    symbol: str
    kind: str
    confidence: str
    role: str
    chain: list[ChainStep]


@dataclass(frozen=True, slots=True)
class Sighting:
    """Something noticed while a function ran: ``what`` names it, ``subject`` is what it happened to."""

    what: str
    subject: str
    unit: str
    file: str
    line: int


@dataclass(frozen=True, slots=True)
class Function:
    """A function of the project, as a finding needs to place it."""

    symbol: str
    file: str
    line: int


@dataclass(frozen=True, slots=True)
class Made:
    """An engine or session factory. ``scheme`` is ``(dialect, driver)`` of a literal URL, ``literals`` the
    keywords with literal values (of a dictionary its keys and texts), ``given`` all keywords, ``open`` says
    that there may be more, ``facts`` are the catalog's options for what made it. ``momentary`` ones are
    disposed of by the function that made them."""

    role: str
    name: str
    unit: str
    file: str
    line: int
    scheme: tuple[str, str]
    literals: dict[str, Any]
    given: frozenset[str]
    open: bool
    facts: dict[str, Any]
    momentary: bool = False


@dataclass(frozen=True, slots=True)
class Provider:
    """A dependency; ``kinds`` are catalog roles of the sessions that it yields or returns."""

    symbol: str
    file: str
    line: int
    kinds: frozenset[str]
    routes: int


@dataclass(slots=True)
class Evidence:
    """``routes`` and ``helpers`` map a handler or function symbol to what it blocks the loop with by its
    own code and helpers; dependencies, background tasks and streamed bodies are units of their own.
    ``providers`` are dependencies that hand out sessions, ``threaded`` those that run in worker threads.
    ``words`` are those of the options named by ``made`` that occur anywhere in the project's files."""

    routes: dict[str, list[Witness]] = field(default_factory=dict)
    helpers: dict[str, list[Witness]] = field(default_factory=dict)
    streams: frozenset[str] = frozenset()
    idle_routes: frozenset[str] = frozenset()
    idle_functions: list[Function] = field(default_factory=list)
    sightings: list[Sighting] = field(default_factory=list)
    made: list[Made] = field(default_factory=list)
    providers: list[Provider] = field(default_factory=list)
    threaded: list[Provider] = field(default_factory=list)
    words: frozenset[str] = frozenset()
