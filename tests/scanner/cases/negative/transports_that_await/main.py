"""Transports of a project's own that wait as the client does, and one in a worker thread."""

import asyncio
import time

import httpx
from fastapi import FastAPI

app = FastAPI()


class Looked(httpx.AsyncBaseTransport):
    async def handle_async_request(self, request):  # -> native-async
        await asyncio.get_running_loop().getaddrinfo("localhost", 80)
        return httpx.Response(200, json={})


class Either(httpx.BaseTransport, httpx.AsyncBaseTransport):
    """Serves clients of both kinds."""

    def handle_request(self, request):  # -> converted-def via time.sleep
        time.sleep(0.001)
        return httpx.Response(200, json={})

    async def handle_async_request(self, request):
        await asyncio.sleep(0)
        return httpx.Response(200, json={})


@app.get("/looked")
async def looked():  # -> native-async
    async with httpx.AsyncClient(transport=Looked()) as client:
        return (await client.get("http://api.test/wells")).status_code


@app.get("/mounted")
async def mounted():  # -> native-async
    async with httpx.AsyncClient(mounts={"all://": Looked()}) as client:
        return (await client.get("http://api.test/wells")).status_code


@app.get("/either")
async def either():  # -> native-async
    async with httpx.AsyncClient(transport=Either()) as client:
        return (await client.get("http://api.test/wells")).status_code


@app.get("/either-in-thread")
def either_in_thread():  # -> converted-def
    with httpx.Client(transport=Either()) as client:
        return client.get("http://api.test/wells").status_code
