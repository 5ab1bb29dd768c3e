"""What serving a route costs beyond its blocking calls: queries, loops around them, joins, eager loads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from scanner.engine.evidence import Sighting
from scanner.engine.frames import Activation
from scanner.model import CostRecord, CostWhat, RouteRecord

if TYPE_CHECKING:
    from scanner.engine.verdicts import Judge


class Site(NamedTuple):
    """``call`` tells several calls of one line apart."""

    file: str
    line: int
    what: CostWhat
    function: str
    call: int = 0


MARKED: dict[str, CostWhat] = {"costs:join": "join", "costs:eager-load": "eager-load"}


def charge(judge: Judge, routes: Iterable[RouteRecord], sightings: Iterable[Sighting]) -> list[CostRecord]:
    """Every site that costs and that a route reaches; each of ``routes`` gets the numbers of its own."""
    index: dict[Site, int] = {}
    looping = loops(sightings)
    own: dict[Activation, int] = {}
    for node in judge.graph.nodes:
        bits = 0
        for site in sites(node, looping):
            bits |= 1 << index.setdefault(site, len(index))
        if bits:
            own[node] = bits
    reached = judge.graph.reachable_bits(own)
    ordered = sorted(index, key=lambda site: site[:4])
    number = {index[site]: place for place, site in enumerate(ordered)}
    for route in routes:
        value = reached.get(judge.root_by_id[route["id"]], 0)
        route["costs"] = sorted(number[bit] for bit in positions(value))
    return [
        {"what": site.what, "file": site.file, "line": site.line, "in": site.function} for site in ordered
    ]


def loops(sightings: Iterable[Sighting]) -> dict[str, list[Site]]:
    """Queries in loops by the function that holds the loop."""
    found: dict[str, list[Site]] = {}
    for seen in sightings:
        if seen.what == "query-in-loop":
            found.setdefault(seen.unit, []).append(Site(seen.file, seen.line, "loop", seen.unit))
    return found


def sites(node: Activation, looping: dict[str, list[Site]]) -> Iterator[Site]:
    """What one run of a function costs by itself."""
    from scanner.engine.verdicts import owning_function

    owner = owning_function(node)
    if owner is None:
        return
    place, symbol = owner.module.path, owner.symbol
    for effect, (line, confidence, _) in node.effects.items():
        if effect[1:] == ("database", "blocks") and confidence != "possible":
            yield Site(place, line, "query", symbol)
    for word, call in node.notes:
        if word in MARKED:
            yield Site(place, call[1], MARKED[word], symbol, id(call))
    if node.func is owner:
        yield from looping.get(symbol, ())


def positions(bits: int) -> Iterator[int]:
    """The places of the bits that are set."""
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest
