import time

from fastapi import Depends, FastAPI, Request

app = FastAPI()


class Throttle:
    def __init__(self, rate):
        self.rate = rate
        self.seen = {}

    async def __call__(self, request: Request):  # -> blocking-async (helper)
        self.wait(request.url.path)

    def wait(self, path):  # -> blocking-async via time.sleep
        time.sleep(0.001)


class Counter(Throttle):
    def wait(self, path):
        self.seen[path] = 1


@app.get("/slow", dependencies=[Depends(Throttle(1))])
def slow():  # -> blocking-async (dependency)
    return {}


@app.get("/counted", dependencies=[Depends(Counter(1))])
def counted():  # -> converted-def
    return {}
