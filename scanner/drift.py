"""What a change promises otherwise: methods, paths, status codes, models, security, parameters."""

from __future__ import annotations

from typing import TypedDict

from scanner.model import Contract, RouteRecord


class FieldDrift(TypedDict):
    field: str
    before: object
    after: object


class ContractDrift(TypedDict):
    """A route whose clients could notice the change."""

    id: str
    name: str
    symbol: str
    file: str
    line: int
    fields: list[FieldDrift]


def route_name(route: RouteRecord) -> str:
    """How people name a route: its methods and path."""
    methods = ",".join(route["methods"]) if route["kind"] == "http" else "WEBSOCKET"
    return f"{methods or 'ANY'} {route['path']}"


def find_drift(before: RouteRecord | None, after: RouteRecord | None) -> ContractDrift | None:
    """What a client could notice of a route that is on both sides; None when that is nothing."""
    if before is None or after is None or _promise_the_same(before, after):
        return None
    then, now = _promises(before), _promises(after)
    then, now = then | _parameters_beyond(before, after), now | _parameters_beyond(after, before)
    if then["response_model"] == now["response_model"]:
        then, now = then | _fields_beyond(before, after), now | _fields_beyond(after, before)
    fields: list[FieldDrift] = [
        {"field": key, "before": then[key], "after": now[key]} for key in now if then[key] != now[key]
    ]
    if not fields:
        return None
    name, symbol = route_name(after), after["handler"]
    return {
        "id": after["id"],
        "name": name,
        "symbol": symbol,
        "file": after["file"],
        "line": after["line"],
        "fields": fields,
    }


def _promise_the_same(one: RouteRecord, other: RouteRecord) -> bool:
    """A quick look at what nearly always holds."""
    contracts = one["contract"] == other["contract"]
    return contracts and one["path"] == other["path"] and one["methods"] == other["methods"]


def _parameters_beyond(route: RouteRecord, other: RouteRecord) -> dict[str, object]:
    """The parameters that the other side has not, or has otherwise; their order is no promise."""
    theirs = other["contract"].get("parameters", [])
    return {"parameters": [each for each in route["contract"].get("parameters", []) if each not in theirs]}


def _fields_beyond(route: RouteRecord, other: RouteRecord) -> dict[str, object]:
    """The response model with those of its fields that the other side has not, or has otherwise."""
    theirs = other["contract"].get("response_fields", [])
    own = [field for field in route["contract"].get("response_fields", []) if field not in theirs]
    name = route["contract"]["response_model"]
    return {"response_model": f"{name} ({', '.join(own)})" if own else name}


def _promises(route: RouteRecord) -> dict[str, object]:
    contract: Contract = route["contract"]
    return {
        "methods": route["methods"],
        "path": route["path"],
        "status_code": contract["status_code"],
        "response_model": contract["response_model"],
        "security": contract["security"],
    }
