import time

from fastapi import FastAPI

app = FastAPI()


class Query:
    def __init__(self, low=0, high=None):
        self.low, self.high = low, high

    def __getitem__(self, part):  # -> converted-def
        if type(part) is not int and isinstance(part, slice):
            return Query(part.start, part.stop)
        if isinstance(part, (int, str)):
            return self.run()
        raise TypeError(part)

    def run(self):  # -> converted-def
        time.sleep(0.001)
        return self.low


def window(rows, low, high):
    return rows[low:high]


@app.get("/page")
async def page():  # -> native-async
    return Query()[10:20].high


@app.get("/twice")
async def twice():  # -> native-async
    return window(window(Query(), 0, 9), 1, 2).low


@app.get("/step")
async def step():  # -> native-async
    return Query()[::2].low


@app.get("/run")
def run():  # -> converted-def
    return Query()[:5][0]
