from contextvars import ContextVar

from fastapi import Depends, FastAPI
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine

engine = create_async_engine("postgresql+asyncpg://app@db/app")
make_session = async_sessionmaker(engine)
current: ContextVar[AsyncSession] = ContextVar("current")


async def transaction():
    async with make_session() as session:
        token = current.set(session)
        yield session
        current.reset(token)


class Counts:
    @property
    def session(self):
        return current.get()

    async def all(self):  # -> native-async
        return (await self.session.execute(text("select 1"))).scalar_one()


app = FastAPI(dependencies=[Depends(transaction)])
counts = Counts()


@app.get("/counts")
async def index():  # -> native-async
    return await counts.all()
