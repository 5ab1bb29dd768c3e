import time

from fastapi import FastAPI

app = FastAPI()
_client = None
_calls = 0


class Client:
    def __init__(self, delay: float) -> None:  # -> blocking-async
        self.delay = delay
        time.sleep(delay)

    def ping(self) -> float:
        return self.delay


def client() -> Client:  # -> blocking-async
    global _client
    if _client is None:
        _client = Client(0.001)
    return _client


def counter():
    n = 0

    def bump() -> int:
        nonlocal n
        n += 1
        return n

    return bump


def throttle():
    last = 0.0

    def wait() -> float:  # -> blocking-async
        nonlocal last
        time.sleep(0.001)
        last = 1.0
        return last

    return wait


bump = counter()
wait = throttle()


@app.get("/client")
async def get_client():  # -> blocking-async
    return client().ping()


@app.get("/bump")
async def bumped():  # -> native-async
    global _calls
    _calls += 1
    return bump()


@app.get("/wait")
async def waited():  # -> blocking-async
    return wait()


@app.get("/wait-def")
def waited_def():  # -> converted-def
    return wait()
