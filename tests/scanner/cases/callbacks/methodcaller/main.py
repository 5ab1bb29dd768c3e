import operator

import redis
from fastapi import FastAPI

client = redis.Redis()
app = FastAPI()


@app.get("/ping")
async def ping():  # -> blocking-async
    return str(operator.methodcaller("ping")(client))
