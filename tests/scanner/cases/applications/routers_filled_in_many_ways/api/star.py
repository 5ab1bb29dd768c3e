import time

from starlette.applications import Starlette
from starlette.endpoints import HTTPEndpoint
from starlette.responses import PlainTextResponse
from starlette.routing import Mount, Route, Router


class Home(HTTPEndpoint):
    async def get(self, request):  # -> native-async
        return PlainTextResponse("x")

    def post(self, request):  # -> converted-def
        time.sleep(0.001)
        return PlainTextResponse("y")


async def about(request):  # -> blocking-async
    time.sleep(0.001)
    return PlainTextResponse("z")


def contact(request):  # -> converted-def
    time.sleep(0.001)
    return PlainTextResponse("z")


inner = Router(routes=[Route("/about", about), Route("/contact", contact)])
star = Starlette(routes=[Route("/home", Home), Mount("/pages", app=inner)])
