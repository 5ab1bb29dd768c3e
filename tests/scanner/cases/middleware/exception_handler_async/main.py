import time

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse

app = FastAPI()


class Teapot(Exception):
    pass


@app.exception_handler(Teapot)
async def on_teapot(request: Request, error: Teapot):  # -> blocking-async via time.sleep
    time.sleep(0.01)
    return JSONResponse({"error": "teapot"}, status_code=418)


@app.get("/tea")
async def tea():  # -> native-async (no-io)
    raise Teapot


@app.get("/coffee")
def coffee():  # -> converted-def
    raise Teapot
