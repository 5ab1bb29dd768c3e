"""What a scan document says of each unit, finding and call site, in the columns that are kept."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tracker.models import Unit

if TYPE_CHECKING:
    from scanner import (
        BlockingCallRecord,
        ChainStep,
        FindingRecord,
        HelperRecord,
        RouteRecord,
        ScanDocument,
    )

# The scanner cannot know whether a plain def was async once; the tracker does, so both digest alike.
_DEF_DETAILS = frozenset(("converted", "born-def"))
_KEY_LENGTH = 700
_MOST_COSTS = 400
Cost = tuple[str, str, int, str]


@dataclass(slots=True)
class UnitFact:
    """One route or helper of a document. ``digest`` changes with what it is, ``place`` with where.

    ``calls`` are keys of call sites; none where the document does not say which it counts.
    """

    key: str
    kind: Unit.Kind
    record: RouteRecord | HelperRecord
    symbols: list[str]
    reach: list[str]
    costs: list[Cost] = field(default_factory=list)
    calls: list[str] | None = None
    digest: str = ""
    place: str = ""

    @property
    def name(self) -> str:
        return str(self.record.get("handler") or self.record.get("name"))

    @property
    def tags(self) -> list[str]:
        return [str(tag) for tag in _list(self.record, "tags")]

    def face(self) -> dict[str, object]:
        """Columns of the unit itself that are not judgements."""
        record = self.record
        return {
            "name": self.name[:500],
            "file": record["file"][:500],
            "line": record["line"],
            "end_line": record["end_line"],
            "place": self.place,
            "reach_count": len(self.reach),
            "costs": dict(Counter(what for what, *_ in self.costs)),
            "protocol": record.get("kind", ""),
            "methods": " ".join(str(method) for method in _list(record, "methods"))[:80],
            "path": str(record.get("path", ""))[:500],
            "role": str(record.get("role", ""))[:20],
            "tags": self.tags,
            "awaits": bool(record.get("awaits", False)),
            "unresolved_calls": record.get("unresolved_calls", 0),
            "scanner_subsystem": str(record.get("subsystem", ""))[:200],
        }

    def judgement(self) -> dict[str, object]:
        """Columns that unit and state share."""
        record = self.record
        return {
            "classification": record["classification"],
            "detail": record["detail"],
            "confidence": record["confidence"],
            "is_async": record["is_async"],
            "blocking_calls": record["blocking_calls"],
        }

    def state(self) -> dict[str, object]:
        """Columns of a fresh state."""
        contract = self.record.get("contract") or {}
        return self.judgement() | {
            "digest": self.digest,
            "symbols": self.symbols,
            "chain": self.record["chain"],
            "contract": contract,
            "contract_digest": str(contract.get("digest", ""))[:80] if isinstance(contract, dict) else "",
            "dependencies": _list(self.record, "dependencies"),
            "contexts": _list(self.record, "contexts"),
        }


def unit_facts(document: ScanDocument, sites: Sequence[str] = ()) -> dict[str, UnitFact]:
    """Every unit of the document by its key; a key that occurs twice is counted up.

    ``sites`` are the keys of the document's blocking calls, in its order.
    """
    symbols = _symbols(document["findings"])
    helpers_of = _inverse(document["helpers"])
    facts: dict[str, UnitFact] = {}
    for route in document["routes"]:
        key = _free_key(route["id"], facts)
        reach = helpers_of.get(route["id"], [])
        named = symbols[route["id"]] or symbols[route["handler"]]
        facts[key] = _route_fact(key, route, named, reach, _costs(document, route), _calls(route, sites))
    for helper in document["helpers"]:
        key = _free_key(helper["id"], facts)
        named = symbols[helper["id"]] or symbols[helper["name"]]
        facts[key] = _helper_fact(key, helper, named, _calls(helper, sites))
    return facts


def _route_fact(
    key: str,
    record: RouteRecord,
    symbols: set[str],
    reach: list[str],
    costs: list[Cost],
    calls: list[str] | None,
) -> UnitFact:
    fact = UnitFact(key, Unit.Kind.ROUTE, record, _ordered(symbols, record["chain"]), reach, costs, calls)
    contract = record["contract"]["digest"]
    fact.digest = _digest(_judgement(fact), contract, record["dependencies"])
    describing = (record["handler"], record["methods"], record["path"], record["kind"], record["tags"])
    tail = (record["awaits"], record["unresolved_calls"], record["subsystem"])
    fact.place = _digest(_lines(record), describing, tail, reach, costs, calls)
    return fact


def _costs(document: ScanDocument, route: RouteRecord) -> list[Cost]:
    places = document.get("costs", [])
    found = (places[number] for number in route.get("costs", [])[:_MOST_COSTS])
    return [(one["what"], one["file"], one["line"], one["in"]) for one in found]


def _calls(record: RouteRecord | HelperRecord, sites: Sequence[str]) -> list[str] | None:
    from scanner import expanded

    rows = record.get("calls")
    return None if rows is None else [sites[place] for place in expanded(rows) if place < len(sites)]


def _helper_fact(key: str, record: HelperRecord, symbols: set[str], calls: list[str] | None) -> UnitFact:
    reach = record["route_ids"]
    fact = UnitFact(key, Unit.Kind.HELPER, record, _ordered(symbols, record["chain"]), reach, calls=calls)
    fact.digest = _digest(_judgement(fact), record["contexts"])
    fact.place = _digest(_lines(record), record["name"], record["role"], reach, calls)
    return fact


@dataclass(slots=True)
class FindingFact:
    """One finding of a document."""

    record: FindingRecord
    fingerprint: str
    place: str

    def columns(self) -> dict[str, object]:
        record = self.record
        return {
            "code": record["code"],
            "level": record["level"],
            "unit_name": record["unit"][:700],
            "file": record["file"][:500],
            "line": record["line"],
            "message": record["message"],
            "chain": record["chain"],
            "suppressed": record.get("suppressed", "")[:300],
            "place": self.place,
        }


def finding_facts(document: ScanDocument) -> dict[str, FindingFact]:
    """Every finding by fingerprint."""
    facts: dict[str, FindingFact] = {}
    for record in document["findings"]:
        fingerprint = _free_key(record["fingerprint"][:70], facts)
        place = _digest(record["line"], record["file"], record["message"], record["level"],
                        record.get("suppressed", ""), _chain(record["chain"]))  # fmt: skip
        facts[fingerprint] = FindingFact(record, fingerprint, place)
    return facts


@dataclass(slots=True)
class CallFact:
    """One blocking call site; its key ignores the line, so code may move above it.

    ``reached`` are places among the document's routes; none where it only counts them.
    """

    record: BlockingCallRecord
    key: str
    place: str
    reached: list[int] | None

    def members(self, routes: Sequence[int]) -> list[int] | None:
        """Those of ``routes``, which are ids in the document's order, that run the call."""
        if self.reached is None:
            return None
        return [routes[place] for place in self.reached if place < len(routes)]

    def place_among(self, routes: Sequence[int]) -> str:
        return _digest(self.place, self.members(routes))

    def columns(self, routes: Sequence[int]) -> dict[str, object]:
        record = self.record
        return {
            "symbol": record["symbol"][:300],
            "kind": record["kind"],
            "file": record["file"][:500],
            "line": record["line"],
            "function": record["in"][:500],
            "contexts": record["contexts"],
            "on_loop": "loop" in record["contexts"],
            "confidence": record["confidence"],
            "routes": record["routes"],
            "members": self.members(routes),
            "alternative": record["alternative"][:500],
        }


def call_facts(document: ScanDocument) -> dict[str, CallFact]:
    """Every blocking call by key: symbol, file, function and the how-many-eth of its like."""
    from scanner import expanded

    seen: dict[tuple[str, str, str], int] = defaultdict(int)
    facts: dict[str, CallFact] = {}
    for record in document["blocking_calls"]:
        like = (record["symbol"], record["file"], record["in"])
        seen[like] += 1
        key = _digest(like, seen[like])
        place = _digest(record["line"], record["kind"], record["contexts"], record["confidence"],
                        record["routes"], record["alternative"])  # fmt: skip
        rows = record.get("route_places")
        facts[key] = CallFact(record, key, place, None if rows is None else expanded(rows))
    return facts


def _judgement(fact: UnitFact) -> tuple[object, ...]:
    record = fact.record
    detail = "def" if record["detail"] in _DEF_DETAILS else record["detail"]
    chain = [step["symbol"] for step in record["chain"]]
    return (record["classification"], detail, record["confidence"], record["is_async"],
            record["blocking_calls"], fact.symbols, chain)  # fmt: skip


def _lines(record: RouteRecord | HelperRecord) -> tuple[object, ...]:
    return (record["file"], record["line"], record["end_line"], _chain(record["chain"]))


def _chain(chain: Iterable[ChainStep]) -> list[tuple[str, int]]:
    return [(step["file"], step["line"]) for step in chain]


def _symbols(findings: Iterable[FindingRecord]) -> dict[str, set[str]]:
    """Blocking symbols per unit, as the findings name them at the end of their chains."""
    found: dict[str, set[str]] = defaultdict(set)
    for finding in findings:
        if finding["chain"] and finding["code"].startswith("CL1"):
            found[finding["unit"]].add(finding["chain"][-1]["symbol"])
    return found


def _ordered(symbols: set[str], chain: list[ChainStep]) -> list[str]:
    if not chain:
        return []
    first = chain[-1]["symbol"]
    return [first, *sorted(symbols - {first})]


def _inverse(helpers: Iterable[HelperRecord]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for helper in helpers:
        for route in helper["route_ids"]:
            found[route].append(helper["id"])
    return found


def _free_key(key: str, taken: dict[str, object] | dict[str, UnitFact] | dict[str, FindingFact]) -> str:
    if len(key) > _KEY_LENGTH:
        key = f"{key[: _KEY_LENGTH - 20]}~{_digest(key)}"
    if key not in taken:
        return key
    return next(free for number in range(2, len(taken) + 3) if (free := f"{key}~{number}") not in taken)


def _list(record: RouteRecord | HelperRecord, name: str) -> list[object]:
    value = record.get(name, [])
    return value if isinstance(value, list) else []


def _digest(*values: object) -> str:
    return hashlib.blake2b(repr(values).encode(errors="surrogatepass"), digest_size=8).hexdigest()
