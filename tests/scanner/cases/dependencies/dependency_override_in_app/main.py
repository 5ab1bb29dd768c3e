import time

from fastapi import Depends, FastAPI


def get_client():
    return {"kind": "memory"}


async def remote_client():  # -> blocking-async via time.sleep
    time.sleep(0.01)
    return {"kind": "remote"}


app = FastAPI()
app.dependency_overrides[get_client] = remote_client


@app.get("/client")
async def client(value: dict = Depends(get_client)):  # -> blocking-async (dependency) via time.sleep
    return value
