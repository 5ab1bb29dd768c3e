import inspect
import time

from fastapi import APIRouter, FastAPI


def at(path, *methods, **options):
    def mark(function):
        function.__at__ = (path, methods or ("GET",), options)
        return function

    return mark


class View:
    prefix = ""

    @classmethod
    def router(cls):
        view, router = cls(), APIRouter(prefix=cls.prefix)
        for _, member in inspect.getmembers(view, inspect.ismethod):
            marked = getattr(member, "__at__", None)
            if marked is None:
                continue
            path, methods, options = marked
            router.add_api_route(path, member, methods=list(methods), **options)
        return router


class Notes(View):
    prefix = "/notes"

    @at("")
    async def index(self):  # -> native-async
        return []

    @at("", "POST", "PUT", status_code=201)
    async def keep(self):  # -> native-async
        return 1


class Reports(View):
    prefix = "/reports"

    @at("/slow")
    def slow(self):  # -> converted-def
        time.sleep(0.001)

    @at("/{key}", "DELETE")
    async def remove(self, key: str):  # -> native-async
        return key


app = FastAPI()
for view in (Notes, Reports):
    app.include_router(view.router())
