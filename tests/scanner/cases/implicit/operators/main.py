import time

from fastapi import FastAPI


class Money:
    def __init__(self, value):
        self.value = value

    def __add__(self, other):  # -> blocking-async via time.sleep
        time.sleep(0.001)
        return Money(self.value + other.value)

    def __lt__(self, other):  # -> blocking-async via time.sleep
        time.sleep(0.001)
        return self.value < other.value


app = FastAPI()


@app.get("/sum")
async def total():  # -> blocking-async (helper) via time.sleep
    return (Money(1) + Money(2)).value


@app.get("/less")
async def less():  # -> blocking-async (helper) via time.sleep
    return Money(1) < Money(2)
