import time

from fastapi import FastAPI

inner = FastAPI()


@inner.get("/quick")
async def quick():  # -> native-async (no-io)
    return {}


class Delay:
    def __init__(self, app):
        self.app = app

    async def __call__(self, scope, receive, send):  # -> blocking-async via time.sleep
        time.sleep(0.001)
        await self.app(scope, receive, send)


app = FastAPI()
app.mount("/inner", inner)
app.add_middleware(Delay)
