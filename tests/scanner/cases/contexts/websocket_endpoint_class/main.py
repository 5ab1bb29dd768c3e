import time

from fastapi import FastAPI
from starlette.endpoints import WebSocketEndpoint

app = FastAPI()


def remember(data):  # -> blocking-async via time.sleep
    time.sleep(0.001)


@app.websocket_route("/echo")
class Echo(WebSocketEndpoint):
    encoding = "text"

    async def on_receive(self, websocket, data):  # -> blocking-async (helper)
        remember(data)
        await websocket.send_text(data)
