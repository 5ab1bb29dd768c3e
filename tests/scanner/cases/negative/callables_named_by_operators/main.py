import asyncio
import operator
import time
from functools import partial, reduce

from fastapi import FastAPI


class Basket:
    def __init__(self, *prices):
        self.prices = prices

    def get(self, place):
        return self.prices[place]

    def send(self):  # -> converted-def
        time.sleep(0.01)
        return sum(self.prices)


app = FastAPI()
get_first = operator.methodcaller("get", 0)
send = operator.methodcaller("send")


@app.get("/first")
async def first():  # -> native-async
    return get_first(Basket(1, 2))


@app.get("/sum")
async def total():  # -> native-async
    return reduce(operator.add, map(partial(max, 1), Basket(1, 2).prices))


@app.post("/sent")
async def sent():  # -> native-async (offloaded)
    return await asyncio.to_thread(send, Basket(1, 2))
