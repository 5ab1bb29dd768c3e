from fastapi import Depends, FastAPI
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine

app = FastAPI()
engine = create_async_engine("sqlite+aiosqlite://")


class Session:
    """Called like a synchronous session, and none."""

    def __init__(self, inner: AsyncSession) -> None:
        self.inner = inner
        self.log: list[str] = []

    async def execute(self, statement: str):  # -> native-async
        self.log.append(statement)
        return await self.inner.execute(text(statement))

    def add(self, statement: str) -> None:
        self.log.append(statement)

    def commit(self) -> int:
        return len(self.log)


async def get_session():
    async with AsyncSession(engine) as inner:
        yield Session(inner)


@app.get("/one")
async def one(session: Session = Depends(get_session)):  # -> native-async
    return (await session.execute("SELECT 1")).scalar_one()


@app.get("/log")
async def log(session: Session = Depends(get_session)):  # -> native-async
    session.add("nothing")
    return session.commit()
