import time

from fastapi import Depends, FastAPI


async def outer():  # -> blocking-async via time.sleep
    time.sleep(0.01)


app = FastAPI(dependencies=[Depends(outer)])
inner = FastAPI()


@inner.get("/things")
async def things():  # -> GET /inner/things: native-async
    return []


@app.get("/own")
async def own():  # -> blocking-async (dependency) via time.sleep
    return []


app.mount("/inner", inner)
