import time

from fastapi import Depends, FastAPI


async def check_quota():  # -> blocking-async via time.sleep
    time.sleep(0.01)


app = FastAPI()


@app.get("/limited", dependencies=[Depends(check_quota)])
def limited():  # -> blocking-async (dependency) via time.sleep
    return {}


@app.get("/free")
def free():  # -> converted-def
    return {}
