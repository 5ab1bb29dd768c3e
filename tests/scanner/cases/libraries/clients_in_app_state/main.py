import httpx
import requests
from contextlib import asynccontextmanager

from fastapi import Depends, FastAPI, Request


@asynccontextmanager
async def lifespan(app):
    app.state.http = requests.Session()
    async with httpx.AsyncClient() as client:
        app.state.client = client
        yield


app = FastAPI(lifespan=lifespan)


def http(request: Request):
    return request.app.state.http


@app.get("/sync")
async def sync(session=Depends(http)):  # -> blocking-async
    return session.get("http://api.test/").status_code


@app.get("/async")
async def asynchronous(request: Request):  # -> native-async (async-io)
    return (await request.app.state.client.get("http://api.test/")).status_code


@app.get("/headers")
async def headers(session=Depends(http)):  # -> native-async
    return dict(session.headers)
