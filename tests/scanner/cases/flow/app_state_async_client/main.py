from contextlib import asynccontextmanager

import httpx
from fastapi import FastAPI, Request


@asynccontextmanager
async def lifespan(app: FastAPI):
    async with httpx.AsyncClient() as client:
        app.state.client = client
        yield


app = FastAPI(lifespan=lifespan)


@app.get("/remote")
async def remote(request: Request):  # -> native-async (async-io)
    response = await request.app.state.client.get("http://api.test/")
    return response.json()
