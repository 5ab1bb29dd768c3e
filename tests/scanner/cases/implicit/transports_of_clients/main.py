"""Transports of a project's own: each request of the client goes through them."""

import asyncio
import socket
import time

import httpx
from fastapi import FastAPI

app = FastAPI()


class Checked(httpx.AsyncBaseTransport):
    """Looks the name up before it connects."""

    def __init__(self, **options) -> None:
        self._inner = httpx.AsyncHTTPTransport(**options)

    async def handle_async_request(self, request):  # -> blocking-async via socket.gethostbyname
        socket.gethostbyname("localhost")
        return await self._inner.handle_async_request(request)

    async def aclose(self) -> None:
        await self._inner.aclose()


class Looked(Checked):
    async def handle_async_request(self, request):  # -> native-async
        await asyncio.get_running_loop().getaddrinfo("localhost", 80)
        return httpx.Response(200, json={})


class Slow(httpx.BaseTransport):
    def handle_request(self, request):  # -> converted-def via time.sleep
        time.sleep(0.001)
        return httpx.Response(200, json={})


@app.get("/checked")
async def checked():  # -> blocking-async (helper) via socket.gethostbyname
    async with httpx.AsyncClient(transport=Checked()) as client:
        return (await client.get("http://api.test/wells")).status_code


@app.get("/streamed")
async def streamed():  # -> blocking-async (helper) via socket.gethostbyname
    async with httpx.AsyncClient(transport=Checked()) as client:
        async with client.stream("GET", "http://api.test/wells") as answer:
            return answer.status_code


@app.get("/looked")
async def looked():  # -> native-async
    async with httpx.AsyncClient(transport=Looked()) as client:
        return (await client.get("http://api.test/wells")).status_code


@app.get("/mounted")
async def mounted():  # -> native-async
    async with httpx.AsyncClient(mounts={"all://": Looked()}) as client:
        return (await client.get("http://api.test/wells")).status_code


@app.get("/plain")
async def plain():  # -> native-async
    async with httpx.AsyncClient() as client:
        return (await client.get("http://api.test/wells")).status_code


@app.get("/slow")
def slow():  # -> converted-def
    with httpx.Client(transport=Slow()) as client:
        return client.get("http://api.test/wells").status_code


@app.get("/unused")
async def unused():  # -> native-async
    client = httpx.AsyncClient(transport=Checked())
    return client.is_closed
