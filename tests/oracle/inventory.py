"""The routes a framework really registered: full path, methods and the function that serves them."""

from __future__ import annotations

import functools
import inspect
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from fastapi.dependencies.models import _is_async_gen_callable, _is_coroutine_callable
from fastapi.routing import iter_route_contexts
from starlette._utils import is_async_callable
from starlette.endpoints import HTTPEndpoint, WebSocketEndpoint
from starlette.routing import Host, Mount, Route, WebSocketRoute, compile_path
from starlette.types import ASGIApp

_CONVERTER = re.compile(r":[a-zA-Z_][a-zA-Z0-9_]*}")


@dataclass(frozen=True)
class ServedRoute:
    kind: Literal["http", "websocket"]
    methods: tuple[str, ...]
    path: str
    pattern: str
    endpoint: Callable[..., Any]
    is_async: bool
    dependant: Any

    @property
    def key(self) -> str:
        return f"{','.join(self.methods) or 'WS'} {self.path}"

    def matches(self, method: str, path: str) -> bool:
        if self.kind == "websocket" and method != "WS":
            return False
        if self.kind == "http" and method not in self.methods:
            return False
        return compile_path(self.pattern)[0].match(path) is not None


def served_routes(app: ASGIApp) -> list[ServedRoute]:
    """Every route of ``app`` in the order in which the framework tries them, documentation pages left out."""
    return [route for route in _walk(getattr(app, "routes", []), "") if not _is_builtin(route)]


# Dishka's wrappers name what they call after the library.
_WRAPPED = ("__wrapped__", "__dishka_orig_func__")


def source_function(endpoint: Callable[..., Any]) -> Any:
    """The function that was written as the handler, behind partials, bound methods and ``wraps``."""
    seen: Any = endpoint
    while True:
        if isinstance(seen, functools.partial):
            seen = seen.func
        elif wrapped := next((name for name in _WRAPPED if hasattr(seen, name)), None):
            seen = getattr(seen, wrapped)
        elif inspect.ismethod(seen):
            seen = seen.__func__
        elif not inspect.isroutine(seen) and not inspect.isclass(seen) and callable(seen):
            seen = type(seen).__call__
        else:
            return seen


def _walk(routes: Iterable[Any], prefix: str) -> Iterator[ServedRoute]:
    for context in iter_route_contexts(list(routes)):
        route = context._effective_route
        if isinstance(route, Mount | Host):
            yield from _walk(_below(route), prefix + getattr(route, "path", ""))
        elif isinstance(context.original_route, WebSocketRoute):
            yield _websocket(route, prefix)
        elif isinstance(context.original_route, Route):
            yield from _http(route, prefix)


def _below(route: Mount | Host) -> Iterable[Any]:
    """The routes of what is mounted, also behind middleware that was put around it by hand."""
    app: Any = route.app
    while not hasattr(app, "routes") and hasattr(app, "app"):
        app = app.app
    return getattr(app, "routes", [])


def _websocket(route: Any, prefix: str) -> ServedRoute:
    endpoint = route.endpoint
    if inspect.isclass(endpoint) and issubclass(endpoint, WebSocketEndpoint):
        hooks = (getattr(endpoint, name) for name in ("on_receive", "on_connect", "on_disconnect", "decode"))
        endpoint = next((hook for hook in hooks if not _is_of_framework(hook)), endpoint)
    pattern = prefix + route.path
    return ServedRoute(
        "websocket", (), _plain(pattern), pattern, endpoint, True, getattr(route, "dependant", None)
    )


def _http(route: Any, prefix: str) -> Iterator[ServedRoute]:
    pattern = prefix + route.path
    dependant = getattr(route, "dependant", None)
    if inspect.isclass(route.endpoint) and issubclass(route.endpoint, HTTPEndpoint):
        for name in ("get", "post", "put", "patch", "delete"):
            method = getattr(route.endpoint, name, None)
            if method is not None:
                is_async = is_async_callable(method)
                yield ServedRoute("http", (name.upper(),), _plain(pattern), pattern, method, is_async, None)
        return
    methods = tuple(sorted(set(route.methods or {"GET"})))
    if "GET" in methods and dependant is None:
        methods = tuple(m for m in methods if m != "HEAD")
    is_async = _runs_on_loop(route.endpoint, dependant)
    yield ServedRoute("http", methods, _plain(pattern), pattern, route.endpoint, is_async, dependant)


def _runs_on_loop(endpoint: Callable[..., Any], dependant: Any) -> bool:
    if dependant is None:
        return is_async_callable(endpoint)
    return _is_coroutine_callable(endpoint) or _is_async_gen_callable(endpoint)


def _plain(pattern: str) -> str:
    return _CONVERTER.sub("}", pattern) or "/"


def _is_builtin(route: ServedRoute) -> bool:
    return _is_of_framework(source_function(route.endpoint))


def _is_of_framework(function: Any) -> bool:
    return str(getattr(function, "__module__", "")).startswith(("fastapi.", "starlette."))
