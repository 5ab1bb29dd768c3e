import time

from fastapi import FastAPI


class Timing:
    def __init__(self, app):
        self.app = app

    async def __call__(self, scope, receive, send):
        started = time.perf_counter()

        async def timed_send(message):
            scope["elapsed"] = time.perf_counter() - started
            await send(message)

        await self.app(scope, receive, timed_send)


app = FastAPI()
app.add_middleware(Timing)


@app.get("/quick")
async def quick():  # -> native-async (no-io)
    return {}
