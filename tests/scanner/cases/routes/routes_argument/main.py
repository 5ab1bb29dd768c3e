import time

from fastapi import FastAPI
from fastapi.routing import APIRoute
from starlette.responses import PlainTextResponse
from starlette.routing import Route


async def slow():  # -> GET /slow: blocking-async via time.sleep
    time.sleep(0.001)
    return {}


def threaded(request):  # -> GET /threaded: converted-def
    time.sleep(0.001)
    return PlainTextResponse("ok")


app = FastAPI(routes=[APIRoute("/slow", slow), Route("/threaded", threaded)])
