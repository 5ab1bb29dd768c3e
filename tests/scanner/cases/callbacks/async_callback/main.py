import httpx
from fastapi import FastAPI


async def each(values, callback):  # -> native-async
    return [await callback(value) for value in values]


async def fetch(name):  # -> native-async
    async with httpx.AsyncClient() as client:
        return (await client.get(f"http://{name}.test/")).status_code


app = FastAPI()


@app.get("/all")
async def read():  # -> native-async (async-io)
    return await each(["a", "b"], fetch)
