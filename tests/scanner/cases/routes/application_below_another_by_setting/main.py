"""An application that a setting moves below another: served as it is, as nobody knows where else."""

import os
import time

from fastapi import FastAPI


def create_inner() -> FastAPI:
    inner = FastAPI()

    @inner.get("/slow")
    async def slow():  # -> blocking-async
        time.sleep(0.001)

    @inner.get("/quick")
    async def quick():  # -> native-async
        return 1

    return inner


def create() -> FastAPI:
    inner = create_inner()
    base = os.environ.get("BASE_URL")
    if base and base != "/":
        outer = FastAPI()
        outer.mount(base, inner)
        return outer
    return inner


app = create()
