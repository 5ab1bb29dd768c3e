import time

from fastapi import Depends, FastAPI


async def stamp():  # -> blocking-async via time.sleep
    time.sleep(0.001)
    return 1


app = FastAPI()


@app.get("/stamps")
def stamps(  # -> blocking-async (dependency) via time.sleep
    a: int = Depends(stamp, use_cache=False), b: int = Depends(stamp, use_cache=False)
):
    return [a, b]
