from fastapi import FastAPI
from loading import implementation
from settings import settings
from stores.base import Store

app = FastAPI()
store = implementation(Store, settings.store_class).open()
other = implementation(Store, settings.other_class).open()


@app.get("/default")
async def read_default():  # -> blocking-async via time.sleep
    return await store.read()


@app.get("/named")
async def read_named():  # -> native-async
    return await other.read()
