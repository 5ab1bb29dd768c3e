import time

from starlette.applications import Starlette
from starlette.endpoints import WebSocketEndpoint
from starlette.routing import WebSocketRoute


def remember(what: object) -> None:  # -> blocking-async via time.sleep
    time.sleep(0.001)


class Greeting(WebSocketEndpoint):
    encoding = "text"

    async def on_connect(self, websocket):  # -> blocking-async (helper) via time.sleep
        remember(websocket)
        await websocket.accept()

    async def on_receive(self, websocket, data):  # -> blocking-async via time.sleep
        await websocket.send_text(data)


class Quiet(WebSocketEndpoint):
    encoding = "text"

    async def on_connect(self, websocket):
        await websocket.accept()

    async def on_receive(self, websocket, data):  # -> native-async
        await websocket.send_text(data)


class Bye(WebSocketEndpoint):
    async def on_disconnect(self, websocket, close_code):  # -> blocking-async via time.sleep
        remember(close_code)


app = Starlette(
    routes=[
        WebSocketRoute("/greeting", Greeting),
        WebSocketRoute("/quiet", Quiet),
        WebSocketRoute("/bye", Bye),
    ]
)
