"""The subclasses that a module asks for while it is loaded inherit what hands their work to a thread."""

from fastapi import FastAPI
from shop import BACKENDS
from shop.kinds import ADAPTER

app = FastAPI()


@app.get("/run/{kind}")
async def run(kind: str):  # -> native-async (offloaded)
    return await BACKENDS["remote"]().run("x")


@app.get("/validated")
async def validated():  # -> native-async
    return ADAPTER.validate_python({"kind": "a"}).kind
