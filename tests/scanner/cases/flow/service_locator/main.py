from fastapi import FastAPI

from locator import Deps

app = FastAPI()


@app.get("/images/{key}")
async def image(key: str):  # -> blocking-async (helper) via requests.get
    return Deps.services.images.get(key)


@app.get("/config/{key}")
async def config(key: str):  # -> native-async (no-io)
    return {"value": Deps.services.config.get(key)}
