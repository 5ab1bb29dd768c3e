import time

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route


class View:
    http_method_names = ["get", "post"]

    def __init__(self, **initial):
        for name, value in initial.items():
            setattr(self, name, value)

    @classmethod
    def as_view(cls, **initial):
        async def view(request: Request) -> Response:  # -> GET /page: native-async; GET /shelf: blocking-async; POST /shelf/put: native-async
            self = cls(**initial)
            return self.dispatch(request)

        view.view_class = cls
        return view

    def dispatch(self, request):  # -> blocking-async
        handler = getattr(self, request.method.lower(), self.not_allowed)
        return PlainTextResponse(handler(request))

    def not_allowed(self, request):
        return "not allowed"


class Page(View):
    title = "-"

    def get(self, request):
        return self.title


class Shelf(View):
    def get(self, request):  # -> blocking-async
        time.sleep(0.001)
        return "shelf"

    def post(self, request):
        return "put"


class Desk(View):
    async def dispatch(self, request):  # -> blocking-async
        return PlainTextResponse(await getattr(self, f"on_{request.method.lower()}")())

    async def on_get(self):
        return "desk"

    async def on_post(self):  # -> blocking-async
        time.sleep(0.001)
        return "desk"

    @classmethod
    def as_view(cls, **initial):
        async def view(request: Request) -> Response:  # -> GET /desk: native-async; POST /desk/post: blocking-async
            return await cls(**initial).dispatch(request)

        return view


async def plain():  # -> native-async
    return 1


def bind(app, path, view, methods):
    if hasattr(view, "view_class"):
        app.router.routes.append(Route(path, view, methods=methods))
    else:
        app.add_api_route(path, view, methods=methods, response_model=None)


app = FastAPI()
for path, view, methods in [
    ("/page", Page.as_view(title="t"), ["GET"]),
    ("/shelf", Shelf.as_view(), ["GET"]),
    ("/shelf/put", Shelf.as_view(), ["POST"]),
    ("/desk", Desk.as_view(), ["GET"]),
    ("/desk/post", Desk.as_view(), ["POST"]),
    ("/plain", plain, ["GET"]),
]:
    bind(app, path, view, methods)
