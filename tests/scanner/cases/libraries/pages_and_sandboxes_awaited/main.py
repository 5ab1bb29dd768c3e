"""Fetchers of pages and clients of sandboxes that are awaited, or used off the loop."""

import asyncio

from composio import Composio
from daytona import AsyncDaytona, Daytona
from fastapi import FastAPI
from scrapling.fetchers import AsyncFetcher, Fetcher, StealthyFetcher

client = Composio(api_key="k")
app = FastAPI()


def boxes() -> str:  # -> converted-def
    return str(Daytona().create().process.exec("ls"))


@app.get("/pages")
async def pages():  # -> native-async
    return [str(await AsyncFetcher.get("http://pages.test/")), str(await StealthyFetcher.async_fetch("http://a.test/"))]


@app.get("/pages/off")
async def pages_off():  # -> native-async
    return str(await asyncio.to_thread(Fetcher.get, "http://pages.test/"))


@app.get("/sandboxes")
async def sandboxes():  # -> native-async
    sandbox = await AsyncDaytona().create()
    return str(await sandbox.process.exec("ls"))


@app.get("/sandboxes/off")
async def sandboxes_off():  # -> native-async
    return await asyncio.to_thread(boxes)


@app.get("/tools")
def tools():  # -> converted-def
    return str(client.tools.execute(slug="x", arguments={}))
