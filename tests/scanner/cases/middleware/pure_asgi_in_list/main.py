import requests
from fastapi import FastAPI
from starlette.middleware import Middleware


class Audit:
    def __init__(self, app):
        self.app = app

    async def __call__(self, scope, receive, send):  # -> blocking-async via requests.post
        await self.app(scope, receive, send)
        if scope["type"] == "http":
            self.record(scope["path"])

    def record(self, path):  # -> blocking-async via requests.post
        requests.post("http://audit.test/", json={"path": path})


app = FastAPI(middleware=[Middleware(Audit)])


@app.get("/threaded")
def threaded():  # -> converted-def
    return {}
