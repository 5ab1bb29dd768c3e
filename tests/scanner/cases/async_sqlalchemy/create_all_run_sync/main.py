from contextlib import asynccontextmanager

from fastapi import FastAPI

from db import Base, engine


@asynccontextmanager
async def lifespan(app):  # -> native-async
    async with engine.begin() as connection:
        await connection.run_sync(Base.metadata.create_all)
    yield
    await engine.dispose()


app = FastAPI(lifespan=lifespan)


@app.get("/health")
async def health():  # -> native-async (no-io)
    return {}
