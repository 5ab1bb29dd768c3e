"""Libraries behind an object that imports them when they are first asked for, and keeps what it gave."""

import typing

from fastapi import FastAPI
from lazily import LazyImport

if typing.TYPE_CHECKING:
    import json

    import httpx
    import pydantic
    import requests
else:
    json = LazyImport("json")
    httpx = LazyImport("httpx")
    pydantic = LazyImport("pydantic")
    requests = LazyImport("requests")

app = FastAPI()


class Body(pydantic.BaseModel):
    name: str = "x"


@app.post("/fetch")
async def fetches(body: Body):  # -> blocking-async (handler) via requests.get
    return {"n": body.model_dump()["name"], "s": requests.get("http://api.test/x").status_code}


@app.post("/fetch-calmly")
async def fetches_calmly(body: Body):  # -> native-async (async-io)
    async with httpx.AsyncClient() as client:
        return {"n": body.model_dump()["name"], "s": (await client.get("http://api.test/x")).status_code}


@app.post("/write")
async def writes(body: Body):  # -> native-async (no-io)
    return {"text": json.dumps(body.model_dump())}


@app.post("/fetch-in-thread")
def fetches_in_thread(body: Body):  # -> converted-def via requests.get
    return {"n": body.name, "s": requests.get("http://api.test/x").status_code}
