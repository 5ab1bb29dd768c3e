import time

from fastapi import FastAPI, WebSocket


async def feed(websocket: WebSocket):  # -> blocking-async via time.sleep
    await websocket.accept()
    time.sleep(0.01)
    await websocket.close()


app = FastAPI()
app.add_api_websocket_route("/ws/feed", feed)
