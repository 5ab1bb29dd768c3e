import functools
import time

from fastapi import FastAPI

app = FastAPI()


class Writer:
    @functools.singledispatchmethod
    def write(self, value):
        return str(value)

    @write.register
    def _(self, value: int):  # -> any
        time.sleep(0.001)
        return value


@app.get("/number")
async def number():  # -> blocking-async
    return Writer().write(1)
