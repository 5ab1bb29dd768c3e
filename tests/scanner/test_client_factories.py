"""Clients of MCP servers, which this environment lacks: they send through what a project's factory makes."""

from __future__ import annotations

from pathlib import Path

from scanner import open_source, scan

MAIN = """
import socket

import httpx
from fastapi import FastAPI
from mcp import ClientSession
from mcp.client.sse import sse_client
from mcp.client.streamable_http import streamable_http_client, streamablehttp_client

app = FastAPI()


class Guard(httpx.AsyncHTTPTransport):
    async def handle_async_request(self, request):
        socket.getaddrinfo("example.test", 80)
        return await super().handle_async_request(request)


class Marked(httpx.AsyncHTTPTransport):
    async def handle_async_request(self, request):
        request.headers["x-mark"] = "1"
        return await super().handle_async_request(request)


def guarded(headers=None, timeout=None, auth=None):
    return httpx.AsyncClient(headers=headers, timeout=timeout, auth=auth, transport=Guard())


def marked(headers=None, timeout=None, auth=None):
    return httpx.AsyncClient(headers=headers, timeout=timeout, auth=auth, transport=Marked())


async def tools(client):
    async with client as (read, write, *_):
        async with ClientSession(read, write) as session:
            return await session.list_tools()


@app.get("/guarded")
async def a():
    return await tools(streamablehttp_client("http://a", httpx_client_factory=guarded))


@app.get("/guarded/events")
async def b():
    return await tools(sse_client("http://a", httpx_client_factory=guarded))


@app.get("/guarded/client")
async def c():
    return await tools(streamable_http_client("http://a", http_client=guarded()))


@app.get("/marked")
async def d():
    return await tools(streamablehttp_client("http://a", httpx_client_factory=marked))


@app.get("/marked/client")
async def e():
    return await tools(streamable_http_client("http://a", http_client=marked()))


@app.get("/plain")
async def f():
    return await tools(sse_client("http://a"))
"""
CLASSES = {
    "/guarded": "blocking-async",
    "/guarded/events": "blocking-async",
    "/guarded/client": "blocking-async",
    "/marked": "native-async",
    "/marked/client": "native-async",
    "/plain": "native-async",
}


def test_what_a_factory_puts_into_the_client_runs(tmp_path: Path) -> None:
    (tmp_path / "main.py").write_text(MAIN)
    found = {route["path"]: route["classification"] for route in scan(open_source(tmp_path))["routes"]}
    assert found == CLASSES
