import asyncio
import time

from fastapi import FastAPI, WebSocket
from starlette.concurrency import run_until_first_complete

app = FastAPI()


async def listen(websocket):  # -> blocking-async via time.sleep
    await websocket.send_text("listening")
    time.sleep(0.001)


async def tick(websocket):
    await websocket.send_text("tick")
    await asyncio.sleep(0)


@app.websocket("/live")
async def live(websocket: WebSocket):  # -> blocking-async via time.sleep
    await websocket.accept()
    await run_until_first_complete((listen, {"websocket": websocket}), (tick, {"websocket": websocket}))
    await websocket.close()


@app.websocket("/ticks")
async def ticks(websocket: WebSocket):  # -> native-async
    await websocket.accept()
    await run_until_first_complete((tick, {"websocket": websocket}))
    await websocket.close()
