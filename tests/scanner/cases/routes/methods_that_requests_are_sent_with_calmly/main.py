import asyncio
import time

from fastapi import Depends, FastAPI, Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

UNSAFE = {"POST", "PUT", "PATCH", "DELETE"}


def write():  # -> converted-def
    time.sleep(0.001)


async def read():
    return "read"


class Guard:
    def __init__(self, request: Request):  # -> converted-def
        self.is_open = True
        if request.method in UNSAFE:
            write()


async def unsafe(request: Request):  # -> native-async
    if request.method == "PUT":
        await asyncio.to_thread(write)
    elif request.method != "GET":
        write()


async def entry(request: Request):  # -> native-async
    if request.method == "POST":
        write()
    return PlainTextResponse(await {"GET": read, "HEAD": read}[request.method]())


app = FastAPI(routes=[Route("/entry", entry)])


@app.get("/unsafe", dependencies=[Depends(unsafe)])
async def get_unsafe():  # -> native-async
    return 1


@app.put("/unsafe", dependencies=[Depends(unsafe)])
async def put_unsafe():  # -> native-async
    return 1


@app.get("/guarded")
async def guarded(guard: Guard = Depends()):  # -> native-async
    return guard.is_open


@app.post("/guarded")
def guarded_post(guard: Guard = Depends()):  # -> converted-def
    return guard.is_open


@app.patch("/unsafe/{n}")
async def patch_unsafe(request: Request, n: int):  # -> native-async
    if request.method.lower() in ("post", "put"):
        write()
    return n
