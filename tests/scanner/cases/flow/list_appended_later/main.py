import time

from fastapi import FastAPI


def slow_hook():  # -> blocking-async via time.sleep
    time.sleep(0.01)


hooks = []
hooks.append(slow_hook)
app = FastAPI()


@app.post("/run")
async def run():  # -> blocking-async (helper) via time.sleep
    for hook in hooks:
        hook()
    return {}
