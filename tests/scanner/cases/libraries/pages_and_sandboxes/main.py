"""Clients of hosted tools and of sandboxes, and fetchers of pages, blocking and asynchronous."""

import asyncio

import geojson
from composio import Composio
from daytona import AsyncDaytona, Daytona
from fastapi import FastAPI
from opensandbox import Sandbox
from scrapling.fetchers import AsyncFetcher, AsyncStealthySession, Fetcher, FetcherSession, StealthyFetcher
from scrapling.parser import Adaptor


class Tools:
    def __init__(self) -> None:
        self.client = Composio(api_key="k")

    async def run(self, slug: str) -> dict[str, str]:  # -> blocking-async
        return {"result": str(self.client.tools.execute(slug=slug, arguments={}))}

    def account(self, key: str) -> str:  # -> converted-def
        return str(self.client.connected_accounts.get(nanoid=key))


tools = Tools()
app = FastAPI()


@app.post("/tools/{slug}")
async def run_tool(slug: str):  # -> blocking-async
    return await tools.run(slug)


@app.get("/accounts/{key}")
async def account(key: str):  # -> native-async
    return await asyncio.to_thread(tools.account, key)


@app.post("/sandboxes")
async def start():  # -> blocking-async
    return str(Daytona().create().process.exec("ls"))


@app.post("/sandboxes/async")
async def start_awaited():  # -> native-async
    sandbox = await AsyncDaytona().create()
    return str(await sandbox.process.exec("ls"))


@app.post("/sandboxes/own")
async def start_own():  # -> native-async
    sandbox = await Sandbox.create("python")
    result = await sandbox.commands.run("ls")
    await sandbox.kill()
    return str(result)


@app.get("/pages")
async def pages():  # -> native-async
    async with AsyncStealthySession(headless=True) as session:
        page = await session.fetch("http://pages.test/")
    again = await AsyncFetcher.get("http://pages.test/")
    return [str(page), str(again), str(Adaptor("<a>").css("a"))]


@app.get("/pages/blocking")
async def pages_blocking():  # -> blocking-async
    with FetcherSession() as session:
        return str(session.get("http://pages.test/"))


@app.get("/pages/walled")
async def walled():  # -> native-async
    page = await asyncio.to_thread(StealthyFetcher.fetch, "http://pages.test/")
    return str(page) + str(await StealthyFetcher.async_fetch("http://pages.test/"))


@app.get("/pages/plain")
async def plain():  # -> blocking-async
    return str(Fetcher.get("http://pages.test/"))


@app.get("/shapes")
async def shapes():  # -> native-async (no-io)
    return str(geojson.loads('{"type": "Point"}'))
