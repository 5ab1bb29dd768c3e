"""Two stacks at once: synchronous sessions in asynchronous code, either kind handed out, wrong drivers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from scanner.engine.evidence import Evidence
from scanner.model import ScanDocument
from scanner.rules.base import Found, last_name

_KNOWN = 2
_SYNC = frozenset({"session", "query", "connection", "engine", "transaction"})


class ReachesSync:
    """CL201: a route that is handed an asynchronous session blocks the loop with a synchronous one."""

    codes = ("CL201",)

    def __call__(self, document: ScanDocument, evidence: Evidence) -> Iterator[Found]:
        given = {p.symbol for p in evidence.providers if p.kinds == {"async-session"}}
        for route in document["routes"]:
            if not given & set(route["dependencies"]):
                continue
            for witness in evidence.routes.get(route["handler"], ()):
                if witness.role in _SYNC:
                    unit = route["handler"]
                    message = (
                        f"{last_name(unit)} has an AsyncSession but reaches a synchronous {witness.role}"
                    )
                    call = witness.chain[1]
                    place = call["file"], call["line"]
                    yield Found("CL201", "warning", unit, witness.role, *place, message, witness.chain)
                    break


class EitherKind:
    """CL208: nobody can tell what such a dependency hands out."""

    codes = ("CL208",)

    def __call__(self, document: ScanDocument, evidence: Evidence) -> Iterator[Found]:
        for provider in evidence.providers:
            if len(provider.kinds) > 1:
                message = f"{last_name(provider.symbol)} hands out synchronous and asynchronous sessions"
                yield Found("CL208", "warning", provider.symbol, "", provider.file, provider.line, message)


class WrongDriver:
    """CL205: a literal URL names a driver (or a dialect with a default one) that cannot work."""

    codes = ("CL205",)

    def __call__(self, document: ScanDocument, evidence: Evidence) -> Iterator[Found]:
        for made in evidence.made:
            dialect, driver = made.scheme
            if (driver or dialect) in made.facts.get("unfit_drivers", ()):
                kind = "an asynchronous" if made.role == "async-engine" else "a synchronous"
                message = f"{driver or dialect} is no driver for {kind} engine"
                yield Found("CL205", "warning", made.unit, made.name, made.file, made.line, message)


class ReadAfterCommit:
    """CL204: attributes read after a commit that expired them, unless every factory keeps them."""

    codes = ("CL204",)

    def __call__(self, document: ScanDocument, evidence: Evidence) -> Iterator[Found]:
        made = [m for m in evidence.made if m.role.startswith("async-session") or "class_" in m.given]
        if not any("expire_on_commit" not in m.given or m.literals.get("expire_on_commit") for m in made):
            return
        reads = [seen for seen in evidence.sightings if seen.what == "expired-read"]
        classes = Counter((seen.file, seen.line, seen.subject.partition(".")[2]) for seen in reads)
        for seen in reads:
            # Rows of many classes at one place are no knowledge of what is read there.
            if classes[seen.file, seen.line, seen.subject.partition(".")[2]] <= _KNOWN:
                message = f"{seen.subject} is read after a commit that expired it: set expire_on_commit=False"
                yield Found("CL204", "warning", seen.unit, seen.subject, seen.file, seen.line, message)


RULES = (ReadAfterCommit(), ReachesSync(), EitherKind(), WrongDriver())
