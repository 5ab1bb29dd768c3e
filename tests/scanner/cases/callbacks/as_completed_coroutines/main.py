import asyncio

import httpx
from fastapi import FastAPI


async def fetch(name):  # -> native-async
    async with httpx.AsyncClient() as client:
        return (await client.get(f"http://{name}.test/")).status_code


app = FastAPI()


@app.get("/all")
async def everything():  # -> native-async (async-io)
    return [await done for done in asyncio.as_completed([fetch("a"), fetch("b")])]
