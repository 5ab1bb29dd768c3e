from contextlib import AsyncExitStack

import httpx
from fastapi import FastAPI

app = FastAPI()


@app.get("/both")
async def both():  # -> native-async (async-io)
    async with AsyncExitStack() as stack:
        client = await stack.enter_async_context(httpx.AsyncClient())
        return (await client.get("http://api.test/")).json()
