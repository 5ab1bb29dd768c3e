import time

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import PlainTextResponse


async def slow(request: Request):  # -> blocking-async (handler) via time.sleep
    time.sleep(0.01)
    return PlainTextResponse("slow")


def threaded(request: Request):  # -> converted-def
    time.sleep(0.01)
    return PlainTextResponse("threaded")


app = FastAPI()
app.add_route("/slow", slow)
app.add_route("/threaded/{key:int}", threaded, methods=["POST"])
