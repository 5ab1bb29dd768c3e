import time

from fastapi import FastAPI, Request, WebSocket
from starlette.responses import PlainTextResponse

app = FastAPI()


@app.router.route("/legacy", methods=["GET"])
async def legacy(request: Request):  # -> blocking-async via time.sleep
    time.sleep(0.001)
    return PlainTextResponse("legacy")


@app.websocket_route("/socket")
async def socket(websocket: WebSocket):  # -> blocking-async via time.sleep
    await websocket.accept()
    time.sleep(0.001)
    await websocket.close()
