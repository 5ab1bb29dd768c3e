import redis
from fastapi import Depends, FastAPI

client = redis.Redis(host="cache.test")


def visits() -> int:  # -> converted-def
    return int(client.incr("visits"))


app = FastAPI()


@app.get("/visits")
async def read(count: int = Depends(visits)):  # -> native-async
    return {"visits": count}
