"""``python registered.py MODULE:NAME``: what an application registered, as JSON on standard output.

Run by the interpreter of the target, which need not know this project: only the standard library is
imported here. ``NAME`` may be an application or a function without arguments that makes one.
"""

from __future__ import annotations

import functools
import importlib
import inspect
import json
import os
import re
import sys
from collections.abc import Iterator
from typing import Any

_CONVERTER = re.compile(r":[a-zA-Z_][a-zA-Z0-9_]*}")
_FRAMEWORKS = ("fastapi.", "starlette.")


def main() -> None:
    module, _, name = sys.argv[1].partition(":")
    written = sys.stdout
    sys.stdout = sys.stderr  # what the application prints is no part of the answer
    app: Any = importlib.import_module(module)
    for part in name.split("."):
        app = getattr(app, part)
    if not hasattr(app, "routes"):
        app = app()
    found = sorted(registered(app), key=lambda route: json.dumps(route))
    json.dump(found, written)
    written.flush()
    os._exit(0)  # threads that the application began do not keep the process


def registered(app: Any) -> Iterator[dict[str, Any]]:
    for route, prefix in _flattened(app, ""):
        yield from _entries(route, prefix)


def _flattened(app: Any, prefix: str) -> Iterator[tuple[Any, str]]:
    for route in _effective(getattr(app, "routes", None) or ()):
        below = prefix + (getattr(route, "path", "") or "")
        if hasattr(route, "endpoint"):
            yield route, below
        else:
            yield from _flattened(_inner(route), below.rstrip("/"))


def _effective(routes: Any) -> Iterator[Any]:
    """Newer frameworks keep an included router as one object: its routes with the prefix applied."""
    spread = getattr(sys.modules.get("fastapi.routing"), "iter_route_contexts", None)
    for found in spread(list(routes)) if spread else routes:
        yield getattr(found, "_effective_route", found)


def _inner(route: Any) -> Any:
    """The application behind a mount and the middleware around it."""
    inner = getattr(route, "app", route)
    while not getattr(inner, "routes", None) and hasattr(inner, "app"):
        inner = inner.app
    return inner


def _entries(route: Any, path: str) -> Iterator[dict[str, Any]]:
    handler, plain = route.endpoint, _CONVERTER.sub("}", path) or "/"
    methods = getattr(route, "methods", None)
    if inspect.isclass(handler) and not hasattr(route, "dependant"):
        yield from _of_class(handler, plain)
        return
    kind = "websocket" if _is_websocket(route) else "http"
    names = sorted(methods or ()) if kind == "http" else []
    if "GET" in names and not hasattr(route, "dependant"):
        names = [name for name in names if name != "HEAD"]
    yield from _entry(kind, names, plain, handler)


def _is_websocket(route: Any) -> bool:
    written = getattr(route, "original_route", route)
    return "WebSocket" in type(written).__name__


def _of_class(handler: type, path: str) -> Iterator[dict[str, Any]]:
    if hasattr(handler, "on_receive"):
        yield from _entry("websocket", [], path, handler.on_receive)
        return
    for name in ("get", "head", "post", "put", "patch", "delete", "options"):
        if hasattr(handler, name):
            yield from _entry("http", [name.upper()], path, getattr(handler, name))


def _entry(kind: str, methods: list[str], path: str, handler: Any) -> Iterator[dict[str, Any]]:
    source = _source(handler)
    module = str(getattr(source, "__module__", ""))
    if not module.startswith(_FRAMEWORKS):
        name = f"{module}:{getattr(source, '__qualname__', repr(source))}".replace(".<locals>", "")
        yield {"kind": kind, "methods": methods, "path": path, "handler": name}


def _source(handler: Any) -> Any:
    """The function that was written, behind partials, bound methods and ``wraps``."""
    while True:
        if isinstance(handler, functools.partial):
            handler = handler.func
        elif hasattr(handler, "__wrapped__"):
            handler = handler.__wrapped__
        elif inspect.ismethod(handler):
            handler = handler.__func__
        elif not inspect.isroutine(handler) and not inspect.isclass(handler) and callable(handler):
            handler = type(handler).__call__
        else:
            return handler


if __name__ == "__main__":
    main()
