from contextlib import AsyncExitStack, asynccontextmanager

from fastapi import FastAPI

from meters.api import v1, v2
from meters.resources import open_archive, open_cache, open_tariffs


@asynccontextmanager
async def lifespan(app: FastAPI):  # -> blocking-async
    async with AsyncExitStack() as stack:
        app.state.cache = await stack.enter_async_context(open_cache())
        app.state.archive = stack.enter_context(open_archive())
        app.state.tariffs = await stack.enter_async_context(open_tariffs("http://tariffs.example.com"))
        yield


app = FastAPI(lifespan=lifespan)
legacy = FastAPI(title="v1")
legacy.include_router(v1.router)
app.mount("/v1", legacy)
app.include_router(v2.router, prefix="/v2")
