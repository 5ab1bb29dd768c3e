"""What is sent to a case: the requests it lists, and a plain one for every route it does not mention."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypedDict
from urllib.parse import quote, urlencode

from pydantic import TypeAdapter

from tests.oracle.inventory import ServedRoute

_PARAMETER = re.compile(r"{([a-zA-Z_][a-zA-Z0-9_]*)(?::([a-zA-Z_]+))?}")
_BY_FORMAT = {
    "uuid": "00000000-0000-0000-0000-000000000001",
    "date": "2024-01-02",
    "date-time": "2024-01-02T03:04:05",
    "email": "a@b.test",
    "uri": "http://api.test/",
}
_BY_TYPE: dict[str, object] = {"integer": 1, "number": 1.0, "string": "x", "boolean": True, "null": None}


class RequestSpec(TypedDict, total=False):
    """One request in ``requests.json``; everything but ``path`` has a default."""

    method: str
    path: str
    json: object
    form: dict[str, str]
    body: str
    headers: dict[str, str]
    status: int
    raises: bool
    elsewhere: bool
    send: list[str]


@dataclass
class Request:
    method: str
    path: str
    query: str = ""
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    status: int | None = None
    raises: bool = False
    # Meant for a mounted application that has no routes.
    elsewhere: bool = False
    messages: list[str] = field(default_factory=lambda: ["1"])


def plan_requests(root: Path, routes: list[ServedRoute]) -> list[tuple[ServedRoute | None, Request]]:
    """Every request with the route the framework will choose for it (the first that matches)."""
    planned = [(_first_match(routes, request), request) for request in _listed(root)]
    covered = {id(route) for route, _ in planned}
    for route in routes:
        if id(route) in covered:
            continue
        request = default_request(route)
        if _first_match(routes, request) is route:
            planned.append((route, request))
    return planned


def default_request(route: ServedRoute) -> Request:
    """The plainest request the route accepts, made from its declared parameters."""
    dependant = route.dependant
    names = {f.alias: f for f in getattr(dependant, "path_params", [])}
    path = _PARAMETER.sub(lambda m: _path_value(m, names), route.pattern)
    method = "WS" if route.kind == "websocket" else ("GET" if "GET" in route.methods else route.methods[0])
    request = Request(method, path)
    if dependant is None:
        return request
    fields = _all_parameters(dependant)
    request.query = urlencode({f.alias: _text(_sample(f)) for f in fields["query"] if _is_required(f)})
    request.headers = {f.alias: _text(_sample(f)) for f in fields["header"] if _is_required(f)}
    cookies = {f.alias: _text(_sample(f)) for f in fields["cookie"] if _is_required(f)}
    if cookies:
        request.headers["cookie"] = "; ".join(f"{k}={v}" for k, v in cookies.items())
    _fill_body(request, fields["body"])
    return request


def _listed(root: Path) -> Iterable[Request]:
    listing = root / "requests.json"
    specs: list[RequestSpec] = json.loads(listing.read_text()) if listing.exists() else []
    return [_from_spec(spec) for spec in specs]


def _from_spec(spec: RequestSpec) -> Request:
    path, _, query = spec["path"].partition("?")
    request = Request(spec.get("method", "GET").upper(), path, query)
    request.headers = {k.lower(): v for k, v in spec.get("headers", {}).items()}
    request.status = spec.get("status")
    request.raises = spec.get("raises", False)
    request.elsewhere = spec.get("elsewhere", False)
    request.messages = spec.get("send", ["1"])
    if "json" in spec:
        request.body = json.dumps(spec["json"]).encode()
        request.headers.setdefault("content-type", "application/json")
    elif "form" in spec:
        request.body = urlencode(spec["form"]).encode()
        request.headers.setdefault("content-type", "application/x-www-form-urlencoded")
    else:
        request.body = spec.get("body", "").encode()
    return request


def _first_match(routes: list[ServedRoute], request: Request) -> ServedRoute | None:
    return next((r for r in routes if r.matches(request.method, request.path)), None)


def _all_parameters(dependant: Any) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {
        "query": list(dependant.query_params),
        "header": list(dependant.header_params),
        "cookie": list(dependant.cookie_params),
        "body": list(dependant.body_params),
    }
    for inner in dependant.dependencies:
        for kind, fields in _all_parameters(inner).items():
            found[kind] += [f for f in fields if f.name not in {g.name for g in found[kind]}]
    return found


def _fill_body(request: Request, fields: list[Any]) -> None:
    if not fields:
        return
    if type(fields[0].field_info).__name__ in ("Form", "File"):
        request.body = urlencode({f.alias: _text(_sample(f)) for f in fields}).encode()
        request.headers["content-type"] = "application/x-www-form-urlencoded"
        return
    embed = len(fields) > 1 or getattr(fields[0].field_info, "embed", None)
    value = {f.alias: _sample(f) for f in fields} if embed else _sample(fields[0])
    request.body = json.dumps(value).encode()
    request.headers["content-type"] = "application/json"


def _path_value(match: re.Match[str], names: dict[str, Any]) -> str:
    name, converter = match.groups()
    if converter == "uuid":
        return _BY_FORMAT["uuid"]
    known = names.get(name)
    value = "1" if known is None else _text(_sample(known))
    return quote("1" if value == "x" else value)


def _is_required(field_: Any) -> bool:
    return bool(field_.field_info.is_required())


def _sample(field_: Any) -> Any:
    schema = TypeAdapter(field_.field_info.annotation).json_schema()
    return _from_schema(schema, schema.get("$defs", {}))


def _from_schema(schema: dict[str, Any], definitions: dict[str, Any]) -> Any:
    if "$ref" in schema:
        return _from_schema(definitions[schema["$ref"].rsplit("/", 1)[-1]], definitions)
    for key in ("const", "default"):
        if key in schema:
            return schema[key]
    if "enum" in schema:
        return schema["enum"][0]
    for key in ("anyOf", "oneOf", "allOf"):
        if key in schema:
            return _from_schema(schema[key][0], definitions)
    if schema.get("type") == "object":
        required = schema.get("required", [])
        return {
            k: _from_schema(v, definitions) for k, v in schema.get("properties", {}).items() if k in required
        }
    if schema.get("type") == "array":
        return [_from_schema(schema.get("items", {}), definitions)]
    return _BY_FORMAT.get(schema.get("format", ""), _BY_TYPE.get(schema.get("type", "string"), "x"))


def _text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
