import time

from fastapi import Depends, FastAPI


async def settings():  # -> blocking-async
    time.sleep(0.01)  # !! CL102
    return {"limit": 1}


async def limit(values: dict = Depends(settings)):
    return values["limit"]


app = FastAPI()


@app.get("/limit")
async def read(value: int = Depends(limit)):  # -> blocking-async (dependency)
    return value
