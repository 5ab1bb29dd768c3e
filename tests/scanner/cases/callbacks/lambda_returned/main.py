import time

from fastapi import FastAPI


def maker(seconds):
    return lambda: time.sleep(seconds)


app = FastAPI()


@app.get("/nap")
async def nap():  # -> blocking-async via time.sleep
    action = maker(0.01)
    action()
    return {}


@app.get("/made")
async def made():  # -> native-async (no-io)
    return {"callable": callable(maker(0.01))}
