"""The suggested patch of a blocking unit, made from the scanned revision and kept."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from django.core.cache import cache
from django.db.models import Q

from tracker.models import CallSite, Classification, Remedy, Repository, Unit
from tracker.services import ServiceError, mirrors

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from scanner import Patch, Reading, Suggestion

KEPT_SECONDS = 7 * 24 * 3600
PATCH_VERSION = 1
MOST_FILES = 80
GENERATORS = "dependency"
HANDED = (GENERATORS, "background")


@dataclass(frozen=True, slots=True)
class Suggested:
    """``diff`` is empty where no patch can be offered; ``reasons`` say why, or why not a simpler one.

    ``kind`` is ``plain-def`` or ``offload``. ``clears`` tells whether the unit stops blocking with it,
    None where that is not known before the next scan.
    """

    kind: str = ""
    symbol: str = ""
    file: str = ""
    lines: tuple[int, ...] = ()
    diff: str = ""
    reasons: tuple[str, ...] = ()
    clears: bool | None = None


def suggested(unit: Unit) -> Suggested | None:
    """What phase 1 would change about a blocking unit; None for the others."""
    if unit.classification != Classification.BLOCKING or unit.state is None:
        return None
    if unit.lifecycle == Unit.Lifecycle.REMOVED:
        return None
    revision = unit.repository.latest_scan.revision if unit.repository.latest_scan else ""
    key = _key(unit, revision)
    found = cache.get(key)
    if not isinstance(found, Suggested):
        found = _made(unit, revision)
        cache.set(key, found, KEPT_SECONDS)
    return found


def _made(unit: Unit, revision: str) -> Suggested:
    from scanner import suggest

    chain = unit.state.chain if unit.state else []
    symbols = {step["symbol"] for step in chain}
    handed = _handed(unit.repository, symbols)
    found = suggest(
        chain,
        reading(unit.repository, revision),
        handed=handed.keys(),
        generators=[name for name, role in handed.items() if role == GENERATORS],
        calls=_calls(unit.repository, symbols),
    )
    return _kept(unit, found)


def _kept(unit: Unit, found: Suggestion) -> Suggested:
    reasons = tuple(found.reasons)
    if found.patch is None:
        return Suggested(reasons=reasons)
    patch = found.patch
    diff = patch.diff(_prefix(unit.repository))
    return Suggested(patch.kind, patch.symbol, patch.file, patch.lines, diff, reasons, _clears(unit, patch))


def _clears(unit: Unit, patch: Patch) -> bool | None:
    """The loop graph can judge a plain def, which moves as a whole; of a wrapped call a scan tells."""
    if patch.kind != "plain-def":
        return None
    if unit.kind == Unit.Kind.HELPER:
        return patch.symbol == unit.name or None
    row = Remedy.objects.filter(repository=unit.repository).first()
    if row is None:
        return None
    from scanner import Remedies

    graph = row.unpack()
    if unit.key not in graph["routes"] or patch.symbol not in graph["functions"]:
        return None
    return unit.key in Remedies(graph).cleared([patch.symbol])


def _handed(repository: Repository, symbols: set[str]) -> dict[str, str]:
    """The functions that the framework runs in a thread once they are plain, with their role ("" for
    handlers). A handler of a websocket is none of them."""
    units = Unit.objects.filter(repository=repository, name__in=symbols)
    rows = units.exclude(lifecycle=Unit.Lifecycle.REMOVED).filter(
        Q(kind=Unit.Kind.ROUTE) | Q(role__in=HANDED)
    )
    found: dict[str, str] = {}
    sockets = set()
    for name, kind, protocol, role in rows.values_list("name", "kind", "protocol", "role"):
        if kind == Unit.Kind.ROUTE and protocol == "websocket":
            sockets.add(name)
        found[name] = "" if kind == Unit.Kind.ROUTE else role
    return {name: role for name, role in found.items() if name not in sockets}


def _calls(repository: Repository, symbols: set[str]) -> Mapping[str, Sequence[tuple[int, str]]]:
    """The blocking calls that the chain's functions make themselves on the loop."""
    rows = CallSite.objects.filter(repository=repository, function__in=symbols, on_loop=True)
    found: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    for function, line, symbol in rows.values_list("function", "line", "symbol"):
        found[function].append((line, symbol))
    return found


def reading(repository: Repository, revision: str) -> Reading:
    """The scanned tree as a suggestion reads it."""
    from scanner import Reading

    prefix = _prefix(repository)

    def mentions(word: str, own: str) -> dict[str, str] | None:
        paths = mirrors.mentioning(repository, revision, word)
        if paths is None or len(paths) > MOST_FILES:
            return None
        others = [path for path in paths if path != prefix + own]
        return {path: _text(repository, revision, path) for path in others}

    return Reading(lambda file: _text(repository, revision, prefix + file), mentions)


def _text(repository: Repository, revision: str, path: str) -> str:
    """Bytes that are no text become marks that no patch is made over."""
    try:
        content = mirrors.read_file(repository, revision, path)
    except (ServiceError, OSError):
        return ""
    return content.decode(errors="replace") if content else ""


def _prefix(repository: Repository) -> str:
    try:
        return mirrors.prefix(repository)
    except ServiceError:
        return ""


def _key(unit: Unit, revision: str) -> str:
    assert unit.state is not None
    parts = f"{PATCH_VERSION}\0{unit.pk}\0{unit.repository.latest_scan_id}\0{revision}\0{unit.state.pk}"
    return f"patch:{sha256(parts.encode()).hexdigest()[:32]}"
