import time

from fastapi import FastAPI


def slow(handler):
    async def endpoint():  # -> blocking-async via time.sleep
        time.sleep(0.01)
        return await handler()

    return endpoint


app = FastAPI()


@app.get("/things")
@slow
async def things():
    return []
