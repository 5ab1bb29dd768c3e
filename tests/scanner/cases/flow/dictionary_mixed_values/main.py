import redis
from fastapi import FastAPI

RESOURCES = {"cache": redis.Redis(), "limits": {"max": 5}}
app = FastAPI()


@app.get("/limits")
async def limits():  # -> native-async (no-io)
    return RESOURCES["limits"].get("max")
