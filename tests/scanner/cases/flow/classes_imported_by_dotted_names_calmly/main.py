from fastapi import FastAPI
from loading import implementation
from settings import settings
from stores.base import Store

app = FastAPI()
store = implementation(Store, settings.store_class).open()
other = implementation(Store, settings.other_class).open()
route = "/".join(["", "in", "parts"])


@app.get("/default")
async def read_default():  # -> native-async (no-io)
    return await store.read()


@app.get("/named")
async def read_named():  # -> native-async (offloaded)
    return await other.read()


@app.get(route)
async def read_parts():  # -> native-async (no-io)
    first, *rest = "a.b.c".split(".")
    return ".".join(rest[:-1]) + first
