import time

from fastapi import FastAPI

app = FastAPI()


class Rows:
    def __init__(self, bounds=(0, 10)):
        self.bounds = bounds

    def fetch(self):  # -> blocking-async
        time.sleep(0.001)
        return [1]

    def __getitem__(self, key):  # -> blocking-async
        if isinstance(key, slice):
            return Rows((key.start or 0, key.stop or 10))
        return self.fetch()[key]


class Grid:
    def __getitem__(self, key):  # -> blocking-async
        match key:
            case slice():
                return "rows"
            case (_, _):
                return "cell"
            case str():
                return "column"
            case _:
                time.sleep(0.001)
                return "row"


class Eager:
    def __getitem__(self, key):  # -> blocking-async
        if not isinstance(key, slice):
            return key
        time.sleep(0.001)
        return list(range(*key.indices(3)))


@app.get("/bounds")
async def bounds():  # -> native-async
    return list(Rows()[2:4].bounds)


@app.get("/bounds/made")
async def bounds_made():  # -> native-async
    return list(Rows()[slice(2, 4)].bounds)


@app.get("/first")
async def first():  # -> blocking-async
    return Rows()[:5][0]


@app.get("/grid")
async def grid():  # -> native-async
    return [Grid()[1:2], Grid()[1, 2], Grid()["a"]]


@app.get("/grid/{n}")
async def grid_row(n: int):  # -> blocking-async
    return Grid()[n]


@app.get("/eager")
async def eager():  # -> blocking-async
    return Eager()[1:]


@app.get("/eager/one")
async def eager_one():  # -> native-async
    return Eager()[1]
