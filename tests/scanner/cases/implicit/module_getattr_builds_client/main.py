import lazy
from fastapi import FastAPI
from lazy import version

app = FastAPI()


@app.get("/client")
async def client():  # -> blocking-async
    return lazy.client.ping()


@app.get("/version")
async def get_version():  # -> native-async
    return version


@app.get("/other")
def other():  # -> converted-def
    return lazy.client.ping()


@app.get("/name")
async def name():  # -> native-async
    return lazy.NAME
