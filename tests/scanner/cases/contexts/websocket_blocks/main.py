import time

from fastapi import FastAPI, WebSocket

app = FastAPI()


@app.websocket("/feed")
async def feed(websocket: WebSocket):  # -> blocking-async (handler) via time.sleep
    await websocket.accept()
    time.sleep(0.5)
    await websocket.send_json({"tick": 1})
    await websocket.close()
