import time

from fastapi import Depends, FastAPI


class RateLimit:
    def __init__(self, times: int):
        self.times = times

    async def __call__(self) -> int:  # -> blocking-async via time.sleep
        time.sleep(0.01)
        return self.times


app = FastAPI()


@app.get("/limited", dependencies=[Depends(RateLimit(5))])
def limited():  # -> blocking-async (dependency) via time.sleep
    return {}
