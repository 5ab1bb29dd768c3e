import asyncio
import time
from collections.abc import AsyncIterator

import svcs
from fastapi import FastAPI
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine

engine = create_async_engine("postgresql+asyncpg://app@db/app")


class Report:
    def __init__(self, session: AsyncSession):
        self.session = session

    async def total(self) -> int:  # -> native-async
        return await self.session.scalar(text("select 1"))


class Model:
    def __init__(self):  # -> converted-def
        time.sleep(0.01)
        self.answer = 1


async def open_session() -> AsyncIterator[AsyncSession]:
    async with AsyncSession(engine) as session:
        yield session


async def make_report(svcs_container: svcs.Container) -> Report:
    return Report(await svcs_container.aget(AsyncSession))


async def load_model() -> Model:  # -> native-async
    return await asyncio.to_thread(Model)


@svcs.fastapi.lifespan
async def lifespan(app: FastAPI, registry: svcs.Registry):
    registry.register_factory(AsyncSession, open_session)
    registry.register_factory(Report, make_report)
    registry.register_factory(Model, load_model)
    yield


app = FastAPI(lifespan=lifespan)


@app.get("/total")
async def total(services: svcs.fastapi.DepContainer):  # -> native-async
    report = await services.aget(Report)
    return await report.total()


@app.get("/answer")
async def answer(services: svcs.fastapi.DepContainer):  # -> native-async
    return (await services.aget(Model)).answer
