import time
from typing import Annotated, TypeVar

from fastapi import Depends, FastAPI
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from typing_extensions import TypeAliasType

app = FastAPI()
make_session = async_sessionmaker(create_async_engine("sqlite+aiosqlite://"))
T = TypeVar("T")


class Slow:
    def work(self):
        time.sleep(0.001)


class Calm:
    def work(self):
        return 1


async def get_session():
    async with make_session() as session:
        yield session


Database = TypeAliasType("Database", Annotated[AsyncSession, Depends(get_session)])
Pair = TypeAliasType("Pair", tuple[T, T], type_params=(T,))


def calm_pair(name) -> Pair[Calm]:
    return {"pair": (Calm(), Calm())}[name]


@app.get("/rows")
async def rows(session: Database):  # -> native-async
    return (await session.execute(text("select 1"))).scalar_one()


@app.get("/pair")
async def pair():  # -> native-async
    one, _ = calm_pair("pa" + "ir")
    return one.work()
