from contextlib import asynccontextmanager

from fastapi import FastAPI

from inventory.db import async_engine
from inventory.routes import router, sync_router


@asynccontextmanager
async def lifespan(app):  # -> any
    yield
    await async_engine.dispose()


app = FastAPI(lifespan=lifespan)
for each in (sync_router, router):
    app.include_router(each, prefix="/api")


@app.get("/healthz")
async def healthz():  # -> native-async
    return {"ok": True}
