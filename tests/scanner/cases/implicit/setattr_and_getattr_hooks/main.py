import redis
from fastapi import FastAPI, Request


class Config:
    def __init__(self):
        super().__setattr__("_values", {})
        super().__setattr__("_redis", redis.Redis(host="cache.test"))

    def __setattr__(self, key, value):  # -> any
        self._values[key] = value

    def __getattr__(self, key):  # -> blocking-async via redis.Redis.get
        found = self._redis.get(f"config:{key}")
        return found if found is not None else self._values[key]


class Stored:
    def __setattr__(self, key, value):
        object.__setattr__(self, key, value)

    def __getattr__(self, key):
        return redis.Redis(host="cache.test").get(key)


app = FastAPI()
app.state.config = Config()
app.state.config.limit = 10
app.state.stored = Stored()
app.state.stored.limit = 10


@app.get("/limit")
async def read(request: Request):  # -> blocking-async (helper) via redis.Redis.get
    return {"limit": str(request.app.state.config.limit)}


@app.get("/stored")
async def stored(request: Request):  # -> native-async
    return {"limit": request.app.state.stored.limit}
