import asyncio
import time
from collections.abc import AsyncIterable
from typing import Annotated, Protocol

from dishka import FromComponent, Provider, Scope, make_async_container
from dishka.integrations.fastapi import FromDishka, inject, setup_dishka
from fastapi import FastAPI
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine

engine = create_async_engine("postgresql+asyncpg://app@db/app")


class Sender(Protocol):
    def send(self, name: str) -> int: ...


class SlowSender:
    def send(self, name: str) -> int:
        time.sleep(0.01)
        return 0


class Outbox:
    def __init__(self):
        self.names: list[str] = []

    def send(self, name: str) -> int:
        self.names.append(name)
        return len(self.names)


class Model:
    def __init__(self):  # -> converted-def
        time.sleep(0.01)
        self.answer = 1


class Report:
    def __init__(self, session: AsyncSession, model: Model):
        self.session, self.model = session, model

    async def total(self) -> int:  # -> native-async
        return await self.session.scalar(text("select 1")) + self.model.answer


async def open_session() -> AsyncIterable[AsyncSession]:
    async with AsyncSession(engine) as session:
        yield session


async def load_model() -> Model:  # -> native-async
    return await asyncio.to_thread(Model)


provider = Provider(scope=Scope.REQUEST)
provider.provide(open_session)
provider.provide(load_model)
provider.provide(Report)
provider.provide(Outbox, provides=Sender)
container = make_async_container(provider)
app = FastAPI()


@app.get("/total")
@inject
async def total(report: FromDishka[Report]):  # -> native-async
    return await report.total()


@app.post("/sent")
@inject
async def sent(sender: Annotated[Sender, FromComponent()]):  # -> native-async
    return sender.send("x")


@app.post("/by-hand")
async def by_hand():  # -> native-async
    async with container() as opened:
        return (await opened.get(Sender)).send("x")


setup_dishka(container, app)
