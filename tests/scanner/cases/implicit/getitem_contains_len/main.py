import redis
from fastapi import FastAPI


class RemoteDict:
    def __init__(self):
        self.client = redis.Redis()

    def __getitem__(self, key):  # -> blocking-async via redis.Redis.get
        return self.client.get(key)

    def __contains__(self, key):  # -> blocking-async via redis.Redis.exists
        return bool(self.client.exists(key))

    def __len__(self):  # -> blocking-async via redis.Redis.dbsize
        return int(self.client.dbsize())


remote = RemoteDict()
app = FastAPI()


@app.get("/item")
async def item():  # -> blocking-async (helper) via redis.Redis.get
    return remote["a"]


@app.get("/has")
async def has():  # -> blocking-async (helper) via redis.Redis.exists
    return "a" in remote


@app.get("/size")
async def size():  # -> blocking-async (helper) via redis.Redis.dbsize
    return len(remote)
