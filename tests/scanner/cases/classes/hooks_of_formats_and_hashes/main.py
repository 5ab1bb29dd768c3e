import time

from fastapi import FastAPI

app = FastAPI()


class Price:
    def __format__(self, spec):  # -> blocking-async via time.sleep
        time.sleep(0.001)
        return spec

    def __hash__(self):  # -> blocking-async via time.sleep
        time.sleep(0.001)
        return 1

    def __eq__(self, other):
        return True

    def __int__(self):
        return 1


@app.get("/format")
async def formatted():  # -> blocking-async
    return f"{Price():.2f}"


@app.get("/set")
async def hashed():  # -> blocking-async
    return len({Price()})


@app.get("/int")
async def number():  # -> native-async
    return int(Price())
