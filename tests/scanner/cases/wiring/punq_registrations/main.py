import punq
import redis
from fastapi import Depends, FastAPI


class Cache:
    def get(self, name: str) -> str:
        raise LookupError(name)


class RedisCache(Cache):
    def __init__(self, url: str):
        self.client = redis.Redis.from_url(url)

    def get(self, name: str) -> str:  # -> blocking-async
        return str(self.client.get(name))


class Greeter:
    def __init__(self, cache: Cache, word: str = "hello"):
        self.cache, self.word = cache, word

    def greet(self, name: str) -> str:  # -> blocking-async
        return f"{self.word} {self.cache.get(name)}"

    def mute(self) -> str:
        return self.word


container = punq.Container()
container.register(Cache, factory=lambda: RedisCache("redis://cache"), scope=punq.Scope.singleton)
container.register(Greeter)
app = FastAPI()


def greeter() -> Greeter:
    return container.resolve(Greeter)


@app.get("/greet")
async def greet(found: Greeter = Depends(greeter)):  # -> blocking-async (helper)
    return found.greet("x")


@app.get("/mute")
async def mute(found: Greeter = Depends(greeter)):  # -> native-async
    return found.mute()


@app.get("/threaded")
def threaded():  # -> converted-def
    return container.resolve(Greeter).greet("x")
