import httpx
from fastapi import FastAPI


class Pages:
    def __init__(self):
        self.left = 2

    def __aiter__(self):
        return self

    async def __anext__(self):  # -> native-async
        if self.left == 0:
            raise StopAsyncIteration
        self.left -= 1
        async with httpx.AsyncClient() as client:
            return (await client.get("http://api.test/")).status_code


app = FastAPI()


@app.get("/pages")
async def pages():  # -> native-async (async-io)
    return [page async for page in Pages()]
