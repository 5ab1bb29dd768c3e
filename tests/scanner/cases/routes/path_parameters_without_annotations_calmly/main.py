"""Text from the path never takes the way that bytes and numbers would take."""

import time

from fastapi import Depends, FastAPI

app = FastAPI()


def load(data):
    time.sleep(0.001)
    return data


def named(name):
    return load(name) if isinstance(name, bytes) else name.strip()


@app.get("/files/{path:path}")
async def files(path):  # -> native-async
    return load(path) if isinstance(path, int) else path.lstrip("/")


@app.get("/names/{name}")
async def names(name, known=Depends(named)):  # -> native-async
    return [known, load(name) if isinstance(name, bytes | int) else name.title()]


@app.get("/plain/{name}")
def plain(name):  # -> converted-def
    return name.startswith("a")
