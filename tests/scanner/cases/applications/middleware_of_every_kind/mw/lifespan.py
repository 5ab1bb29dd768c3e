from contextlib import AsyncExitStack, asynccontextmanager, contextmanager

import httpx
from sqlalchemy import create_engine, text

engine = create_engine("sqlite://")


@contextmanager
def database(app):  # -> blocking-async
    with engine.connect() as connection:
        connection.execute(text("select 1"))
    app.state.engine = engine
    yield


@asynccontextmanager
async def http(app):
    async with httpx.AsyncClient() as client:
        app.state.http = client
        yield


def compose(*parts):
    @asynccontextmanager
    async def lifespan(app):  # -> blocking-async
        async with AsyncExitStack() as stack:
            for part in parts:
                made = part(app)
                if hasattr(made, "__aenter__"):
                    await stack.enter_async_context(made)
                else:
                    stack.enter_context(made)
            yield

    return lifespan
