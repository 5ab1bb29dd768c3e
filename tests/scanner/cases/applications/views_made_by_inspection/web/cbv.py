import inspect
from typing import Any, Callable, TypeVar, get_type_hints

from fastapi import APIRouter, Depends

T = TypeVar("T")
KEY = "__route_args__"


def route(method, path, **kwargs):
    def mark(function):
        setattr(function, KEY, (method, path, kwargs))
        return function

    return mark


def get(path, **kwargs):
    return route("GET", path, **kwargs)


def post(path, **kwargs):
    return route("POST", path, **kwargs)


def controller(router: APIRouter, prefix: str = "") -> Callable[[type[T]], type[T]]:
    def decorate(cls: type[T]) -> type[T]:
        _inject_init(cls)
        for _, function in inspect.getmembers(cls, inspect.isfunction):
            info = getattr(function, KEY, None)
            if info is None:
                continue
            method, path, kwargs = info
            _fix_self(cls, function)
            router.add_api_route(prefix + path, function, methods=[method], **kwargs)
        return cls

    return decorate


def _inject_init(cls: type[Any]) -> None:
    hints = {n: h for n, h in get_type_hints(cls).items() if hasattr(cls, n)}
    parameters = [
        inspect.Parameter(n, inspect.Parameter.KEYWORD_ONLY, annotation=h, default=getattr(cls, n))
        for n, h in hints.items()
    ]

    def __init__(self, **kwargs):
        for name, value in kwargs.items():
            setattr(self, name, value)

    cls.__init__ = __init__
    cls.__signature__ = inspect.Signature(parameters)


def _fix_self(cls, function):
    signature = inspect.signature(function)
    first, *rest = signature.parameters.values()
    function.__signature__ = signature.replace(
        parameters=[first.replace(default=Depends(cls)), *[p.replace(kind=p.KEYWORD_ONLY) for p in rest]]
    )
