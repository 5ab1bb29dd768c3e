import redis
from fastapi import FastAPI


class Store:
    client = redis.Redis()

    def __setitem__(self, key, value):  # -> blocking-async via redis.Redis.set
        self.client.set(key, value)

    def __delitem__(self, key):  # -> blocking-async via redis.Redis.delete
        self.client.delete(key)


store = Store()
app = FastAPI()


@app.put("/values")
async def put():  # -> blocking-async (helper) via redis.Redis.set
    store["a"] = 1
    return {}


@app.delete("/values")
async def remove():  # -> blocking-async (helper) via redis.Redis.delete
    del store["a"]
    return {}
