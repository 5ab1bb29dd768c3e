import time

from fastapi import FastAPI


def even(n):  # -> blocking-async via time.sleep
    return True if n == 0 else odd(n - 1)


def odd(n):  # -> blocking-async via time.sleep
    time.sleep(0.001)
    return False if n == 0 else even(n - 1)


app = FastAPI()


@app.get("/even/{n}")
async def is_even(n: int):  # -> blocking-async (helper) via time.sleep
    return even(n)
