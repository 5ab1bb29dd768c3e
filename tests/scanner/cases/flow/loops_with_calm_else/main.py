import time
from contextlib import ExitStack, contextmanager, suppress

from fastapi import FastAPI, HTTPException

app = FastAPI()
cache = {}


def slow():
    time.sleep(0.001)


@contextmanager
def passing():
    try:
        yield
    except KeyError as error:
        raise HTTPException(404) from error


class Forwarding:
    def __enter__(self):
        self.stack = ExitStack()
        return self.stack.__enter__()

    def __exit__(self, *error):
        return self.stack.__exit__(*error)


@app.get("/found")
async def found(items: str = "ab"):  # -> native-async
    for item in items:
        if item == "b":
            break
    else:
        raise HTTPException(404)
    return item


@app.get("/never-left")
async def never_left(items: str = "ab"):  # -> native-async
    for _ in items:
        continue
    else:
        return 1
    return slow()


@app.get("/endless")
async def endless(n: int = 3):  # -> native-async
    while True:
        n -= 1
        if n == 1:
            break
    else:
        slow()
    return n


@app.get("/passing")
async def passed():  # -> native-async
    with passing():
        return 1
    return slow()


@app.get("/forwarding")
async def forwarded():  # -> native-async
    with Forwarding():
        return 1
    return slow()


@app.get("/suppressed")
async def suppressed():  # -> native-async
    with suppress(KeyError):
        return cache["x"]
    return 2
