import time

from fastapi import FastAPI


def slow():  # -> blocking-async via time.sleep
    time.sleep(0.001)
    return 1


def quick():
    return 2


COMMANDS = {"cache": {"clear": slow, "size": quick}}
app = FastAPI()


@app.post("/clear")
async def clear():  # -> blocking-async (helper) via time.sleep
    return COMMANDS["cache"]["clear"]()


@app.get("/size")
async def size():  # -> native-async (no-io)
    return COMMANDS["cache"]["size"]()
