import time

from fastapi import Depends, FastAPI, WebSocket


async def ticket():  # -> blocking-async via time.sleep
    time.sleep(0.01)
    return "t"


app = FastAPI()


@app.websocket("/live")
async def live(websocket: WebSocket, token: str = Depends(ticket)):  # -> blocking-async (dependency) via time.sleep
    await websocket.accept()
    await websocket.close()
