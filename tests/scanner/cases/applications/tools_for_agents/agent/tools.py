import asyncio

import httpx
import requests

from agent.registry import Toolbox

base = Toolbox()
extra = Toolbox()


@base.tool
def add(a: int, b: int) -> int:
    return a + b


@base.tool(name="fetch")
async def fetch(url: str) -> int:  # -> native-async
    async with httpx.AsyncClient() as client:
        return (await client.get(url)).status_code


@extra.tool
def scrape(url: str) -> int:  # -> blocking-async
    return requests.get(url).status_code


@extra.tool
async def scrape_off(url: str) -> int:  # -> native-async
    return await asyncio.to_thread(scrape, url)


everything = Toolbox(base, extra)
