from contextlib import asynccontextmanager

from fastapi import FastAPI

from core.database import Base, engine
from projects.routes import router


@asynccontextmanager
async def lifespan(app: FastAPI):  # -> native-async
    async with engine.begin() as connection:
        await connection.run_sync(Base.metadata.create_all)
    yield
    await engine.dispose()


app = FastAPI(lifespan=lifespan)
app.include_router(router, prefix="/api")
