import time

from fastapi import FastAPI


class Hooks:
    before = None


def slow_hook():
    time.sleep(1)


app = FastAPI()


@app.get("/things")
async def things():  # -> native-async (no-io)
    if Hooks.before is not None:
        Hooks.before()
    return []
