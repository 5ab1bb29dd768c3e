import time

from fastapi import FastAPI

app = FastAPI()


class RemoteKey:
    def __init__(self, name: str) -> None:
        self.name = name

    def __hash__(self) -> int:  # -> blocking-async
        time.sleep(0.001)
        return hash(self.name)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, RemoteKey) and other.name == self.name


class SlowEqual:
    def __init__(self, n: int) -> None:
        self.n = n

    def __eq__(self, other: object) -> bool:  # -> blocking-async
        time.sleep(0.001)
        return isinstance(other, SlowEqual) and other.n == self.n

    __hash__ = None


prices: dict = {}


@app.get("/lookup/{name}")
async def lookup(name: str):  # -> blocking-async
    return {"price": prices.get(RemoteKey(name))}


@app.get("/unique/{name}")
async def unique(name: str):  # -> blocking-async
    return len({RemoteKey(name), RemoteKey("b")})


@app.get("/in/{n}")
async def inside(n: int):  # -> blocking-async
    return SlowEqual(n) in [SlowEqual(2), SlowEqual(3)]


@app.get("/index/{n}")
async def index(n: int):  # -> blocking-async
    return [SlowEqual(n), SlowEqual(4)].index(SlowEqual(n))


@app.get("/count/{n}")
async def count(n: int):  # -> blocking-async
    return [SlowEqual(4)].count(SlowEqual(n))


@app.get("/listed/{n}")
async def listed(n: int):  # -> native-async
    return len([SlowEqual(n), RemoteKey("x")])


@app.get("/fromkeys/{n}")
async def fromkeys(n: str):  # -> blocking-async
    return len(dict.fromkeys([RemoteKey(n)]))
