from fastapi import FastAPI

from locator import Deps, configure

configure()
app = FastAPI()


@app.get("/images/{key}")
async def image(key: str):  # -> blocking-async (helper) via requests.get
    return Deps.services.images.get(key)
