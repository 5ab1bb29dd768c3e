from contextlib import asynccontextmanager

import redis
from fastapi import FastAPI, Request


@asynccontextmanager
async def lifespan(app: FastAPI):
    app.state.cache = redis.Redis(host="cache.test")
    yield
    app.state.cache.close()


app = FastAPI(lifespan=lifespan)


@app.get("/hits")
async def hits(request: Request):  # -> blocking-async (handler) via redis.Redis.incr
    return int(request.app.state.cache.incr("hits"))
