import time

from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Mount, Route, WebSocketRoute


async def home(request):  # -> native-async (no-io)
    return PlainTextResponse("home")


async def slow(request):  # -> blocking-async (handler) via time.sleep
    time.sleep(0.01)
    return PlainTextResponse(request.path_params["key"])


def threaded(request):  # -> converted-def
    time.sleep(0.01)
    return PlainTextResponse("ok")


async def feed(websocket):  # -> blocking-async via time.sleep
    await websocket.accept()
    time.sleep(0.01)
    await websocket.close()


routes = [
    Route("/", home),
    Mount("/api", routes=[Route("/slow/{key}", slow), Route("/threaded", threaded, methods=["POST"])]),
    WebSocketRoute("/feed", feed),
]
app = Starlette(routes=routes)
