import time

from fastapi import FastAPI
from starlette.responses import PlainTextResponse


def load():  # -> blocking-async
    time.sleep(0.001)


async def plain(scope, receive, send):  # -> blocking-async
    time.sleep(0.001)
    await PlainTextResponse("plain")(scope, receive, send)


async def quiet(scope, receive, send):
    await PlainTextResponse("quiet")(scope, receive, send)


class Pages:
    def __init__(self, before):
        self.before = before

    async def __call__(self, scope, receive, send):  # -> blocking-async
        self.before()
        await PlainTextResponse("page")(scope, receive, send)


app = FastAPI()
app.mount("/plain", plain)
app.mount("/quiet", quiet)
app.mount("/pages", Pages(load))


@app.get("/a")
async def a():  # -> native-async
    return 1
