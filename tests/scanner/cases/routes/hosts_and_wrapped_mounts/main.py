import time

from fastapi import FastAPI
from starlette.responses import PlainTextResponse
from starlette.routing import Host, Route, Router

inner = FastAPI()


@inner.get("/a")
async def a():  # -> native-async
    return 1


@inner.get("/b")
def b():  # -> converted-def
    time.sleep(0.001)
    return 1


async def c(request):  # -> native-async
    return PlainTextResponse("c")


class Gate:
    def __init__(self, app, name=""):
        self.app = app
        self.name = name

    async def __call__(self, scope, receive, send):
        scope["gate"] = self.name
        await self.app(scope, receive, send)


app = FastAPI()
app.mount("/gated", Gate(inner, "inner"))
app.host("api.example.com", Router([Route("/c", c)]))
app.router.routes.append(Host("www.example.com", app=Router([Route("/d", c)])))
