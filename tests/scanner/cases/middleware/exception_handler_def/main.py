import time

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse

app = FastAPI()


class Teapot(Exception):
    pass


def on_teapot(request: Request, error: Teapot):  # -> converted-def
    time.sleep(0.01)
    return JSONResponse({"error": "teapot"}, status_code=418)


app.add_exception_handler(Teapot, on_teapot)


@app.get("/tea")
async def tea():  # -> native-async (no-io)
    raise Teapot
