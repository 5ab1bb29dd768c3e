from contextlib import asynccontextmanager

import httpx
from fastapi import FastAPI


@asynccontextmanager
async def lifespan(app: FastAPI):  # -> native-async
    async with httpx.AsyncClient() as client:
        app.state.flags = (await client.get("http://flags.test/")).json()
        yield


app = FastAPI(lifespan=lifespan)


@app.get("/flags")
async def flags():  # -> native-async (no-io)
    return app.state.flags
