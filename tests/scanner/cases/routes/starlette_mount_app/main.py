import time

from fastapi import FastAPI
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route


async def slow(request):  # -> GET /legacy/slow: blocking-async via time.sleep
    time.sleep(0.01)
    return PlainTextResponse("slow")


def threaded(request):  # -> GET /legacy/threaded: converted-def
    time.sleep(0.01)
    return PlainTextResponse("threaded")


app = FastAPI()
app.mount("/legacy", Starlette(routes=[Route("/slow", slow), Route("/threaded", threaded)]))
