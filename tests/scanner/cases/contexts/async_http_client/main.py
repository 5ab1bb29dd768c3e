import httpx
from fastapi import FastAPI

app = FastAPI()


async def fetch(url: str) -> dict:  # -> native-async (async-io)
    async with httpx.AsyncClient() as client:
        response = await client.get(url)
        return response.json()


@app.get("/weather")
async def weather():  # -> native-async (async-io)
    return await fetch("http://weather.test/today")
