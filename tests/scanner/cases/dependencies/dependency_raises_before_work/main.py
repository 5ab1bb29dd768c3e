import time

from fastapi import Depends, FastAPI, HTTPException

app = FastAPI()


async def refused():
    raise HTTPException(403)


async def allowed():
    return 1


def work():  # -> blocking-async via time.sleep
    time.sleep(0.001)


@app.get("/allowed", dependencies=[Depends(allowed)])
async def granted():  # -> blocking-async (helper)
    work()


@app.get("/calm", dependencies=[Depends(allowed)])
async def calm():  # -> native-async
    return {}
