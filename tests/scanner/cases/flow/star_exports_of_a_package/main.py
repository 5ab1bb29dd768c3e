from fastapi import FastAPI
from services import *
from services import helpers as h

app = FastAPI()


@app.get("/a")
async def a():  # -> blocking-async
    return load()


@app.get("/b")
async def b():  # -> native-async
    return calm()


@app.get("/c")
async def c():  # -> blocking-async
    return h._hidden()


@app.get("/d")
def d():  # -> converted-def
    return Reader().read()
