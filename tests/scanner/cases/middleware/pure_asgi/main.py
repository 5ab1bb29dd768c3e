import time

from fastapi import FastAPI


class Slow:
    def __init__(self, app, seconds=0.01):
        self.app = app
        self.seconds = seconds

    async def __call__(self, scope, receive, send):  # -> blocking-async via time.sleep
        if scope["type"] == "http":
            time.sleep(self.seconds)
        await self.app(scope, receive, send)


app = FastAPI()
app.add_middleware(Slow, seconds=0.002)


@app.get("/quick")
async def quick():  # -> native-async (no-io)
    return {}
