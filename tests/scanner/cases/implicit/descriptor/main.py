import time

from fastapi import FastAPI


class Slow:
    def __get__(self, instance, owner):  # -> blocking-async via time.sleep
        time.sleep(0.01)
        return 5


class Settings:
    limit = Slow()


app = FastAPI()


@app.get("/limit")
async def limit():  # -> blocking-async (helper) via time.sleep
    return Settings().limit
