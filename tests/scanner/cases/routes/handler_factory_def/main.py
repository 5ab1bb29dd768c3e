import requests
from fastapi import FastAPI


def proxy_to(url):
    def handler():  # -> GET /a: converted-def; GET /b: converted-def
        return requests.get(url).json()

    return handler


app = FastAPI()
for name in ["a", "b"]:
    app.add_api_route(f"/{name}", proxy_to(f"http://{name}.test/"))
