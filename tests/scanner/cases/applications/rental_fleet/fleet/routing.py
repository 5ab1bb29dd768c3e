from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from fastapi import APIRouter, FastAPI


class Group:
    def __init__(self) -> None:
        self.endpoints: list[tuple[str, str, Callable[..., Any]]] = []

    def __getattr__(self, verb: str):
        if verb not in {"get", "post", "delete"}:
            raise AttributeError(verb)

        def at(path: str):
            def add(function: Callable[..., Any]):
                self.endpoints.append((verb.upper(), path, function))
                return function

            return add

        return at


@dataclass
class Resource:
    name: str
    group: Group
    options: dict[str, Any] = field(default_factory=dict)

    def router(self) -> APIRouter:
        router = APIRouter(prefix=f"/{self.name}", tags=[self.name])
        for method, path, function in self.group.endpoints:
            router.add_api_route(path, function, methods=[method], **self.options)
        return router


def expose(app: FastAPI, *resources: Resource) -> None:
    for resource in resources:
        app.include_router(resource.router())
