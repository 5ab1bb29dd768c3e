"""Several annotations of one parameter: the framework takes the last of its own: the calm side."""

import time
from typing import Annotated

from fastapi import Depends, FastAPI

app = FastAPI()
from fastapi import Header, Query


async def slow():
    time.sleep(0.001)
    return 1


async def quick():
    return 1


Slow = Annotated[int, Depends(slow)]


@app.get("/query")
async def query(x: Annotated[int, Depends(slow), Query()]):  # -> native-async
    return x


@app.get("/text")
async def with_text(x: Annotated[int, Depends(quick), "told"]):  # -> native-async
    return x


@app.get("/header")
async def header(x: Annotated[Slow, Header()]):  # -> native-async
    return x
