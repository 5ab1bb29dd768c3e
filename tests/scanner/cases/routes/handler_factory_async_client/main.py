import httpx
from fastapi import FastAPI


def proxy_to(url):
    async def handler():  # -> GET /a: native-async; GET /b: native-async
        async with httpx.AsyncClient() as client:
            return (await client.get(url)).json()

    return handler


app = FastAPI()
for name in ("a", "b"):
    app.add_api_route(f"/{name}", proxy_to(f"http://{name}.test/"))
