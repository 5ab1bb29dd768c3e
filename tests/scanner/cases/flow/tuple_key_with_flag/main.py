import os

from fastapi import FastAPI

POOL: dict[tuple, object] = {}


def connection(url, hosts=None, asynchronous=False):
    key = (url, tuple(hosts) if hosts else (), asynchronous)
    if key in POOL:
        return POOL[key]
    if asynchronous:
        import redis.asyncio as module
    else:
        import redis as module
    made = module.Redis()
    POOL[key] = made
    return made


URL = os.environ.get("REDIS_URL", "redis://cache.test/0")
app = FastAPI()


@app.get("/waits")
async def waits():  # -> blocking-async via redis.Redis.get
    return str(connection(URL).get("a"))


@app.get("/awaits")
async def awaits():  # -> native-async
    reading = connection(URL, asynchronous=True).get("a")
    return str(await reading)


@app.get("/pooled")
async def pooled():  # -> native-async
    reading = connection(URL, None, True).get("b")
    return str(await reading)


CLIENTS: dict[tuple, object] = {}


def client(kind, number=0):
    if (kind, number) not in CLIENTS:
        CLIENTS[(kind, number)] = Client(kind)
    return CLIENTS[(kind, number)]


class Client:
    def __init__(self, kind):
        self.kind = kind

    def get(self, name):  # -> blocking-async via redis.Redis.get
        import redis

        return str(redis.Redis().get(self.kind + name))


@app.get("/many/{number}")
async def many(number: int):  # -> blocking-async via redis.Redis.get
    for each in (client("a"), client("b"), client("c"), client("d"), client("e"), client("f", number)):
        assert each.kind
    return client("g", number).get("x")
