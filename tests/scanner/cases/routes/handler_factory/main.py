import requests
from fastapi import FastAPI


def proxy_to(url):
    async def handler():  # -> GET /a: blocking-async via requests.get; GET /b: blocking-async
        return requests.get(url).json()

    return handler


app = FastAPI()
app.get("/a")(proxy_to("http://a.test/"))
app.add_api_route("/b", proxy_to("http://b.test/"))
