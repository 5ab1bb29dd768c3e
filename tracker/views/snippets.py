"""The source around each step of a chain, read from the scanned revision and kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.core.cache import cache

from tracker.hazards import hazards
from tracker.models import Repository
from tracker.queries.sources import Line, excerpt
from tracker.services import ServiceError, mirrors

KEPT_SECONDS = 7 * 24 * 3600


@dataclass(frozen=True)
class Step:
    """One hop of a chain with its source; ``link`` leads to the forge."""

    symbol: str
    file: str
    line: int
    lines: list[Line]
    link: str


def steps(repository: Repository, revision: str, chain: Iterable[Mapping[str, Any]]) -> list[Step]:
    """The chain's hops; one whose source cannot be read has no lines."""
    hops = list(chain)
    wanted = sorted({(hop["file"], hop["line"]) for hop in hops})
    shown = excerpts(repository, revision, wanted)
    return [
        Step(
            hop["symbol"],
            hop["file"],
            hop["line"],
            shown.get((hop["file"], hop["line"]), []),
            forge_link(repository, revision, hop["file"], hop["line"]),
        )
        for hop in hops
    ]


def excerpts(
    repository: Repository, revision: str, wanted: Iterable[tuple[str, int]]
) -> dict[tuple[str, int], list[Line]]:
    keys = {place: _key(repository, revision, *place) for place in wanted}
    kept = cache.get_many(list(keys.values()))
    missing = [place for place, key in keys.items() if key not in kept]
    fresh = _read(repository, revision, missing)
    cache.set_many({keys[place]: lines for place, lines in fresh.items() if lines}, KEPT_SECONDS)
    return {place: kept[key] for place, key in keys.items() if key in kept} | fresh


def _read(
    repository: Repository, revision: str, places: Iterable[tuple[str, int]]
) -> dict[tuple[str, int], list[Line]]:
    texts: dict[str, str] = {}
    shown: dict[tuple[str, int], list[Line]] = {}
    for file, line in places:
        if file not in texts:
            texts[file] = _text(repository, revision, file)
        shown[file, line] = excerpt(texts[file], line)
    return shown


def _text(repository: Repository, revision: str, file: str) -> str:
    try:
        content = mirrors.read_file(repository, revision, mirrors.prefix(repository) + file)
    except (ServiceError, OSError):
        return ""
    return content.decode(errors="replace") if content else ""


def _key(repository: Repository, revision: str, file: str, line: int) -> str:
    digest = sha256(f"{repository.pk}\0{revision}\0{file}\0{line}".encode()).hexdigest()[:32]
    return f"source:{digest}"


def hints(
    repository: Repository, revision: str, chain: Iterable[Mapping[str, Any]]
) -> dict[str, list[tuple[str, str, int]]]:
    """What may race in the functions of a chain, by risk: ``(name, file, line)``; kept like the source."""
    places: dict[str, list[int]] = {}
    for hop in chain:
        places.setdefault(hop["file"], []).append(hop["line"])
    found: dict[str, list[tuple[str, str, int]]] = {}
    for file, lines in places.items():
        key = _key(repository, revision, f"hazards {file} {sorted(lines)}", 0)
        seen = cache.get(key)
        if seen is None:
            seen = hazards(_text(repository, revision, file), lines)
            cache.set(key, seen, KEPT_SECONDS)
        for hazard in seen:
            found.setdefault(hazard.code, []).append((hazard.name, file, hazard.line))
    return found


def forge_link(repository: Repository, revision: str, file: str, line: int) -> str:
    """The line at the forge; empty where no forge is connected."""
    if not repository.web_url or not revision:
        return ""
    return f"{repository.web_url.rstrip('/')}/blob/{revision}/{file}#L{line}"


def commit_link(repository: Repository, revision: str) -> str:
    if not repository.web_url or not revision:
        return ""
    return f"{repository.web_url.rstrip('/')}/commit/{revision}"
