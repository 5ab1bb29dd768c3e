"""Engines as the code configures them, held against the threads that share them."""

from __future__ import annotations

from collections.abc import Iterator

from scanner.engine.evidence import Evidence, Made
from scanner.model import Level, ScanDocument
from scanner.rules.base import Found, last_name
from scanner.serving.servers import load_servers


def served_engines(evidence: Evidence) -> list[Made]:
    """Engines with a pool of which the code says all there is to say; embedded databases need none."""
    return [
        made
        for made in evidence.made
        if made.role in ("engine", "async-engine")
        and made.facts
        and not made.open
        and not made.momentary
        and "poolclass" not in made.given
        and made.scheme[0] not in made.facts.get("embedded", ())
        and "check_same_thread" not in made.literals.get("connect_args", ())
    ]


def connections(made: Made) -> int | None:
    """How many connections a pool opens at most; None without a bound or where it is no literal."""
    defaults = made.facts.get("pool_defaults", {})
    total = 0
    for name in ("pool_size", "max_overflow"):
        value = made.literals.get(name, None if name in made.given else defaults.get(name))
        if not isinstance(value, int) or value < 0 or (name == "pool_size" and value == 0):
            return None
        total += value
    return total


class Unbounded:
    """CL401: connections without a limit, or without a check that they still live."""

    codes = ("CL401",)

    def __call__(self, document: ScanDocument, evidence: Evidence) -> Iterator[Found]:
        for made in served_engines(evidence):
            checks = made.facts.get("liveness", ())
            if made.literals.get("max_overflow") == -1:
                yield _engine(
                    "CL401", "warning", made, "may open any number of connections (max_overflow=-1)"
                )
            elif checks and not made.given & set(checks):
                yield _engine(
                    "CL401", "info", made, f"never checks its connections: set {' or '.join(checks)}"
                )


def configured(document: ScanDocument) -> bool:
    """Whether a file beside the code bounds statements."""
    return bool(document["stack"]["serving"]["statement_timeouts"])


class NoTimeout:
    """CL402: no word of a statement timeout anywhere in the project or its configuration."""

    codes = ("CL402",)

    def __call__(self, document: ScanDocument, evidence: Evidence) -> Iterator[Found]:
        for made in served_engines(evidence):
            words = set(made.facts.get("timeouts", ()))
            unread = "connect_args" in made.given and "connect_args" not in made.literals
            if words and not unread and not words & evidence.words and not configured(document):
                yield _engine(
                    "CL402", "info", made, "bounds no statement: a stuck query holds its connection"
                )


class MoreThreads:
    """CL403: plain ``def`` routes that use the database can outnumber the connections."""

    codes = ("CL403",)

    def __call__(self, document: ScanDocument, evidence: Evidence) -> Iterator[Found]:
        tokens = document["stack"]["thread_tokens"]
        in_threads = {
            call["in"] for call in document["blocking_calls"] if call["kind"] == "database" and call["routes"]
        }
        if not in_threads or not any(r["classification"] == "converted-def" for r in document["routes"]):
            return
        for made in served_engines(evidence):
            most = connections(made) if made.role == "engine" else None
            if most is not None and most < tokens:
                yield _engine("CL403", "warning", made, f"has {most} connections for {tokens} threads")


class NeverDisposed:
    """CL206: no word of disposing of an asynchronous engine anywhere in the project."""

    codes = ("CL206",)

    def __call__(self, document: ScanDocument, evidence: Evidence) -> Iterator[Found]:
        for made in evidence.made:
            word = made.facts.get("disposed_by")
            if word and word not in evidence.words and "poolclass" not in made.given and document["routes"]:
                yield _engine(
                    "CL206", "info", made, f"is never closed: call {word} when the application stops"
                )


class Unlimited:
    """CL404: the server that runs in production takes any number of requests at once."""

    codes = ("CL404",)

    def __call__(self, document: ScanDocument, evidence: Evidence) -> Iterator[Found]:
        for start in document["stack"]["serving"]["servers"][:1]:
            if start["development"] or start["limit_concurrency"] or not document["routes"]:
                continue
            name = start["server"]
            if load_servers().rows[name].bounded:
                continue
            message = f"{name} is started without a limit: nothing bounds the requests in flight"
            unit = start["app"] or start["file"]
            yield Found("CL404", "info", unit, name, start["file"], start["line"], message)


def _engine(code: str, level: Level, made: Made, text: str) -> Found:
    message = f"engine {last_name(made.name)} {text}"
    return Found(code, level, made.unit, made.name, made.file, made.line, message)


RULES = (Unbounded(), NoTimeout(), MoreThreads(), NeverDisposed(), Unlimited())
