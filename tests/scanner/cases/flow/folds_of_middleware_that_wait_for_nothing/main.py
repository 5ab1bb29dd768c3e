import time
from functools import reduce

from fastapi import FastAPI


def trimmed(following):
    return lambda text: following(text.strip())


def lowered(following):
    return lambda text: following(text.lower())


def delayed(following):
    def wait(text):  # -> converted-def
        time.sleep(0.001)
        return following(text)

    return wait


def stack(handler, *wrappers):
    return reduce(lambda inner, wrap: wrap(inner), reversed(wrappers), handler)


def echo(text):
    return text


plain = stack(echo, trimmed, lowered)
slow = stack(echo, trimmed, delayed, lowered)
app = FastAPI()


@app.get("/plain")
async def read_plain():  # -> native-async
    return plain(" A ")


@app.get("/slow")
def read_slow():  # -> converted-def
    return slow(" A ")
