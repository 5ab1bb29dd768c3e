from fastapi import FastAPI

import clients
import setup_clients

setup_clients.configure()
app = FastAPI()


@app.get("/hits")
async def hits():  # -> blocking-async (handler) via redis.Redis.incr
    return int(clients.cache.incr("hits"))
