"""An override that only some settings apply leaves both possible; one for tests is not applied."""

import os
import time

from fastapi import Depends, FastAPI


def get_store():
    return {}


def get_clock():
    time.sleep(0.001)
    return 1


async def fixed_clock():
    return 2


async def remote_store():  # -> blocking-async
    time.sleep(0.001)
    return {}


app = FastAPI()
if os.environ.get("SHOP_STORE", "remote") == "remote":
    app.dependency_overrides[get_store] = remote_store
app.dependency_overrides.update({get_clock: fixed_clock})


@app.get("/store")
async def store(found=Depends(get_store)):  # -> blocking-async
    return found


@app.get("/clock")
async def clock(now=Depends(get_clock)):  # -> native-async
    return now
