"""Class-based views: the routes of a class move to a router of their own, which is included again."""

import inspect

from fastapi import APIRouter, Depends


def controller(router: APIRouter):
    def decorator(cls):
        _with_dependencies(cls)
        _register(router, cls)
        return cls

    return decorator


def _with_dependencies(cls):
    if getattr(cls, "__is_controller__", False):
        return
    names = [name for name in cls.__annotations__ if hasattr(cls, name)]
    defaults = {name: getattr(cls, name) for name in names}
    parameters = [
        inspect.Parameter(n, inspect.Parameter.KEYWORD_ONLY, default=d, annotation=cls.__annotations__[n])
        for n, d in defaults.items()
    ]

    def construct(self, *args, **kwargs):
        for name in names:
            setattr(self, name, kwargs.pop(name))

    cls.__init__ = construct
    cls.__signature__ = inspect.Signature(parameters)
    cls.__is_controller__ = True


def _register(router, cls):
    own = APIRouter()
    members = [function for _, function in inspect.getmembers(cls, inspect.isfunction)]
    moved = [route for route in router.routes if route.endpoint in members]
    skip = len(router.prefix)
    for route in moved:
        route.path = route.path[skip:]
        router.routes.remove(route)
        _give_self(cls, route)
    for route in moved:
        own.routes.append(route)
    prefix = router.prefix
    router.prefix = ""
    router.include_router(own, prefix=prefix)


def _give_self(cls, route):
    signature = inspect.signature(route.endpoint)
    first, *others = signature.parameters.values()
    others = [each.replace(kind=inspect.Parameter.KEYWORD_ONLY) for each in others]
    first = first.replace(default=Depends(cls))
    route.endpoint.__signature__ = signature.replace(parameters=[first, *others])
