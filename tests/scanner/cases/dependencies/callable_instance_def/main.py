import time

from fastapi import Depends, FastAPI


class RateLimit:
    def __init__(self, times: int):
        self.times = times

    def __call__(self) -> int:  # -> converted-def
        time.sleep(0.01)
        return self.times


limit = RateLimit(times=5)
app = FastAPI()


@app.get("/limited")
async def limited(left: int = Depends(limit)):  # -> native-async
    return {"left": left}
