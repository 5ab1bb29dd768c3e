import operator
import time

from fastapi import FastAPI

app = FastAPI()


class Stock:
    @property
    def level(self):  # -> blocking-async via time.sleep
        time.sleep(0.001)
        return 1

    name = "stock"


@app.get("/level")
async def level():  # -> blocking-async (helper)
    return operator.attrgetter("level")(Stock())


@app.get("/name")
async def name():  # -> native-async
    return operator.attrgetter("name")(Stock())


@app.get("/sorted")
async def ordered():  # -> blocking-async (helper)
    return len(sorted([Stock(), Stock()], key=operator.attrgetter("level")))


@app.get("/items")
async def items():  # -> native-async
    return operator.itemgetter(0)([1, 2])
