import time

from fastapi import APIRouter, FastAPI

app = FastAPI()
used = APIRouter(prefix="/used")
forgotten = APIRouter(prefix="/forgotten")


@used.get("/")
async def fine():  # -> GET /used/: native-async
    return {}


@forgotten.get("/")
async def slow():
    time.sleep(10)


app.include_router(used)
