from asyncio import sleep

from fastapi import FastAPI

app = FastAPI()


@app.get("/quick")
async def quick():  # -> native-async (no-io)
    await sleep(0)
    return {}
