"""What blocks the event loop: handlers, helpers, dependencies, hooks, background tasks, streamed bodies."""

from __future__ import annotations

from collections.abc import Iterator

from scanner.engine.evidence import Evidence, Witness
from scanner.model import HelperRecord, RouteRecord, ScanDocument
from scanner.rules.base import Found, last_name, many

_HOOKS = {
    "middleware": "middleware",
    "lifespan": "lifespan code",
    "exception-handler": "the exception handler",
    "websocket": "the event handler",
}
_SHOWN = 3


class BlockingRoute:
    """CL101 for HTTP handlers, CL103 for websocket ones: by their own code and helpers."""

    codes = ("CL101", "CL103")

    def __call__(self, document: ScanDocument, evidence: Evidence) -> Iterator[Found]:
        told = set()
        for route in document["routes"]:
            if route["handler"] in told:
                continue
            told.add(route["handler"])
            for witness in evidence.routes.get(route["handler"], ()):
                yield self._found(route, witness)

    def _found(self, route: RouteRecord, witness: Witness) -> Found:
        socket = route["kind"] == "websocket"
        code, who = ("CL103", "websocket handler") if socket else ("CL101", "handler")
        message = f"{who} {last_name(route['handler'])} runs {_call(witness)} on the event loop"
        if not socket and route["is_async"]:
            message += _advice(route)
        return _blocking(code, route["handler"], message, witness)


class BlockingHelper:
    """One code by the part a function plays. A synchronous helper is not told: its caller is."""

    codes = ("CL101", "CL102", "CL103", "CL104", "CL109")

    def __call__(self, document: ScanDocument, evidence: Evidence) -> Iterator[Found]:
        asynchronous = {h["name"] for h in document["helpers"] if h["is_async"]}
        for helper in document["helpers"]:
            if helper["classification"] != "blocking-async":
                continue
            code = _code(helper, evidence)
            if code is None:
                continue
            for witness in evidence.helpers.get(helper["name"], ()):
                inner = {step["symbol"] for step in witness.chain[1:-1]} & (asynchronous - {helper["name"]})
                if code != "CL101" or not inner:
                    who, where = _subject(code, helper), f"on the event loop{_reach(code, helper)}"
                    message = f"{who} runs {_call(witness)} {where}"
                    yield _blocking(code, helper["name"], message, witness)


def _code(helper: HelperRecord, evidence: Evidence) -> str | None:
    if helper["role"] in _HOOKS:
        return "CL103"
    if not helper["is_async"]:
        return None
    if helper["name"] in evidence.streams:
        return "CL109"
    return {"dependency": "CL102", "background": "CL104"}.get(helper["role"], "CL101")


def _subject(code: str, helper: HelperRecord) -> str:
    name = last_name(helper["name"])
    what = {
        "CL101": "async helper",
        "CL102": "async dependency",
        "CL103": _HOOKS.get(helper["role"], ""),
        "CL104": "async background task",
        "CL109": "streamed body",
    }
    return f"{what[code]} {name}"


def _reach(code: str, helper: HelperRecord) -> str:
    return f" for {many(helper['routes'], 'route')}" if code == "CL102" and helper["routes"] else ""


def _advice(route: RouteRecord) -> str:
    if not route["awaits"]:
        return "; it awaits nothing: make it a plain def"
    return "; it awaits too: offload the blocking helper"


def _call(witness: Witness) -> str:
    return f"{witness.symbol} ({witness.kind}){_through(witness)}"


def _through(witness: Witness) -> str:
    names = [last_name(step["symbol"]) for step in witness.chain[1:-1]]
    if len(names) > _SHOWN:
        names = [*names[: _SHOWN - 1], "...", names[-1]]
    return f" through {' -> '.join(names)}" if names else ""


def _blocking(code: str, unit: str, message: str, witness: Witness) -> Found:
    """Placed at the call in the unit's own body that leads to the blocking call."""
    call = witness.chain[1]
    return Found(code, "error", unit, witness.symbol, call["file"], call["line"], message, witness.chain)


RULES = (BlockingRoute(), BlockingHelper())
