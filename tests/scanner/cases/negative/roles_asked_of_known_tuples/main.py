"""Factories of dependencies that ask which roles they were made for; bodies that are fetched while they stream."""

import enum
import time

import requests
from fastapi import Depends, FastAPI
from fastapi.responses import StreamingResponse
from starlette.concurrency import run_in_threadpool

app = FastAPI()


class Right(enum.Enum):
    READ = 1
    WRITE = 2


async def user():
    return "x"


def require(*roles):
    async def checker(name=Depends(user)):
        if "audited" in roles:
            time.sleep(0.001)
        return name

    return checker


def allow(rights):
    async def checker(name=Depends(user)):
        if Right.WRITE not in rights:
            return name
        time.sleep(0.001)

    return checker


@app.get("/admin", dependencies=[Depends(require("admin"))])
async def admin():  # -> native-async
    return 1


@app.get("/nobody", dependencies=[Depends(require())])
async def nobody():  # -> native-async
    return 1


@app.get("/admin/def")
def admin_def(name=Depends(require("admin", "editor"))):  # -> converted-def
    return name


@app.get("/read")
async def read(name=Depends(allow([Right.READ]))):  # -> native-async
    return 1


@app.get("/download")
async def download():  # -> native-async
    answer = await run_in_threadpool(requests.get, "http://files.test/", stream=True)
    return StreamingResponse(answer.iter_content(1024))


@app.get("/download/lines")
async def download_lines():  # -> native-async
    answer = await run_in_threadpool(requests.get, "http://files.test/", stream=True)
    return StreamingResponse(line + b"\n" for line in answer.iter_lines())
