import httpx
from fastapi import FastAPI
from fastapi.responses import StreamingResponse


async def proxy(url):  # -> native-async
    async with httpx.AsyncClient() as client:
        async with client.stream("GET", url) as upstream:
            async for chunk in upstream.aiter_bytes():
                yield chunk


app = FastAPI()


@app.get("/mirror")
async def mirror():  # -> native-async
    return StreamingResponse(proxy("http://files.test/a"))
