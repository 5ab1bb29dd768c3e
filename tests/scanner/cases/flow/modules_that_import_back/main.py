"""A module asks at its top for the subclasses of a class of its own, whose module needs what stands further down."""

from fastapi import FastAPI
from shop import BACKENDS
from shop.kinds import ADAPTER

app = FastAPI()


@app.get("/run/{kind}")
async def run(kind: str):  # -> blocking-async via time.sleep
    return await BACKENDS["remote"]().run("x")


@app.get("/described/{kind}")
async def described(kind: str):  # -> native-async
    return await BACKENDS["remote"]().describe()


@app.get("/validated")
async def validated():  # -> native-async
    return ADAPTER.validate_python({"kind": "a"}).kind
