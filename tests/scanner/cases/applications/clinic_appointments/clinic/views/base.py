import inspect

from fastapi import APIRouter, FastAPI


def route(path: str, *methods: str, **options):
    def mark(function):
        function.__route__ = (path, methods or ("GET",), options)
        return function

    return mark


class View:
    prefix = ""
    dependencies: list = []

    @classmethod
    def router(cls) -> APIRouter:
        instance = cls()
        router = APIRouter(prefix=cls.prefix, dependencies=cls.dependencies)
        for _, member in inspect.getmembers(instance, inspect.ismethod):
            declared = getattr(member, "__route__", None)
            if declared is None:
                continue
            path, methods, options = declared
            router.add_api_route(path, member, methods=list(methods), **options)
        return router


def mount_views(app: FastAPI, *views: type[View]) -> None:
    for view in views:
        app.include_router(view.router())
