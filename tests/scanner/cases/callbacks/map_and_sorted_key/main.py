import time

from fastapi import FastAPI


def slow_key(value):  # -> blocking-async via time.sleep
    time.sleep(0.01)
    return value


app = FastAPI()


@app.get("/sorted")
async def read_sorted():  # -> blocking-async via time.sleep
    return sorted([2, 1], key=slow_key)


@app.get("/mapped")
async def read_mapped():  # -> blocking-async via time.sleep
    return list(map(slow_key, [2, 1]))
