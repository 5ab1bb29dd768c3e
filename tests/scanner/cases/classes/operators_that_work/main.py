import time

from fastapi import FastAPI

app = FastAPI()


class Pipe:
    def __init__(self, steps=()):
        self.steps = list(steps)

    def __or__(self, step):
        return Pipe([*self.steps, step])

    def __call__(self, value):  # -> blocking-async
        for step in self.steps:
            value = step(value)
        return value


def slow(value):  # -> blocking-async via time.sleep
    time.sleep(0.001)
    return value


def calm(value):
    return value


@app.get("/slow")
async def piped():  # -> blocking-async (helper)
    return (Pipe() | calm | slow)(1)


@app.get("/built")
async def built():  # -> native-async
    return len((Pipe() | slow).steps)
