"""Resources opened in the lifespan and used by routes through the application's state."""

import contextlib
import time

import httpx
from fastapi import FastAPI, Request


class Index:
    @classmethod
    def build(cls):  # -> blocking-async
        time.sleep(0.001)
        return cls()

    def find(self, word):
        return [word]

    def reload(self):  # -> blocking-async
        time.sleep(0.001)


@contextlib.asynccontextmanager
async def lifespan(app: FastAPI):  # -> blocking-async
    app.state.index = Index.build()
    async with httpx.AsyncClient() as client:
        app.state.client = client
        yield {"greeting": "hello"}
    app.state.index.reload()


app = FastAPI(lifespan=lifespan)


@app.get("/find")
async def find(request: Request):  # -> native-async
    return request.app.state.index.find("a")


@app.get("/reload")
async def reload(request: Request):  # -> blocking-async
    request.app.state.index.reload()


@app.get("/remote")
async def remote(request: Request):  # -> native-async
    answer = await request.app.state.client.get("http://api.test/")
    return answer.status_code


@app.get("/thread")
def thread(request: Request):  # -> converted-def
    request.app.state.index.reload()
