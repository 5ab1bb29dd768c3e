"""Class-based views with inherited dependencies; overrides that await."""
from __future__ import annotations

import abc
import inspect
from typing import Annotated, Any, ClassVar, Generic, TypeVar

from fastapi import APIRouter, Depends, Query

T = TypeVar("T")


class View(abc.ABC):
    prefix: ClassVar[str] = ""
    verbs: ClassVar[tuple[str, ...]] = ("get", "post", "delete")

    def __init_subclass__(cls, **kw: Any) -> None:
        super().__init_subclass__(**kw)
        if not inspect.isabstract(cls) and cls.prefix:
            _REGISTRY[cls.prefix] = cls

    @classmethod
    def as_router(cls, **deps: Any) -> APIRouter:
        router = APIRouter(prefix=cls.prefix)
        self = cls(**deps)
        for verb in cls.verbs:
            handler = getattr(self, verb, None)
            if handler is None:
                continue
            router.add_api_route("/", handler, methods=[verb.upper()])
        for name, member in inspect.getmembers(self, predicate=inspect.ismethod):
            meta = getattr(member, "__action__", None)
            if meta:
                router.add_api_route(meta["path"], member, methods=meta["methods"], name=f"{cls.__name__}.{name}")
        return router


_REGISTRY: dict[str, type[View]] = {}


def action(path: str, *methods: str):
    def mark(fn):
        fn.__action__ = {"path": path, "methods": list(methods or ("GET",))}
        return fn

    return mark


def all_routers() -> list[APIRouter]:
    return [view.as_router() for view in _REGISTRY.values()]


class Paging:
    def __init__(self, limit: Annotated[int, Query(ge=1)] = 10, offset: int = 0):
        self.limit, self.offset = limit, offset

    def apply(self, statement):
        return statement.limit(self.limit).offset(self.offset)
