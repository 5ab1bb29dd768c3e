import time

from fastapi import Depends, FastAPI


def clock():
    def tick(seconds):  # -> blocking-async via time.sleep
        time.sleep(seconds)

    return tick


app = FastAPI()


@app.get("/tick")
async def tick(sleep=Depends(clock)):  # -> blocking-async via time.sleep
    sleep(0.01)
    return {}
