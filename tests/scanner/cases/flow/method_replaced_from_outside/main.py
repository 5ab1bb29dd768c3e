import time

import gateway
from fastapi import FastAPI

app = FastAPI()


def fake_send(text: str) -> int:
    return len(text)


def slow_fetch(self, key: str) -> str:  # -> blocking-async
    time.sleep(0.001)
    return key


gateway.Gateway.fetch = slow_fetch
instance = gateway.Gateway()


@app.get("/fetch")
async def fetch():  # -> blocking-async
    return instance.fetch("a")


@app.get("/attached")
async def attached():  # -> blocking-async
    other = gateway.Gateway()
    other.hook = lambda: time.sleep(0.001)
    other.hook()
    return 1


@app.get("/kept")
async def kept():  # -> native-async
    return instance.kept("x")
