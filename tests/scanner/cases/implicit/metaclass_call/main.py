import time

from fastapi import FastAPI


class Slow(type):
    def __call__(cls, *args):  # -> blocking-async via time.sleep
        time.sleep(0.001)
        return super().__call__(*args)


class Thing(metaclass=Slow):
    pass


app = FastAPI()


@app.get("/thing")
async def thing():  # -> blocking-async (helper) via time.sleep
    return type(Thing()).__name__
