import time

from fastapi import FastAPI, WebSocket

app = FastAPI()


@app.websocket("/feed")
async def feed(websocket: WebSocket):  # -> blocking-async
    await websocket.accept()
    time.sleep(0.01)  # !! CL103
    await websocket.close()
