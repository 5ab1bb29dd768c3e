import time

from starlette.applications import Starlette
from starlette.endpoints import HTTPEndpoint
from starlette.responses import PlainTextResponse
from starlette.routing import Route


class Things(HTTPEndpoint):
    async def get(self, request):  # -> any
        time.sleep(0.01)
        return PlainTextResponse("things")

    def post(self, request):  # -> any
        time.sleep(0.01)
        return PlainTextResponse("made")


async def home(request):  # -> native-async
    return PlainTextResponse("home")


app = Starlette(routes=[Route("/", home), Route("/things", Things)])
