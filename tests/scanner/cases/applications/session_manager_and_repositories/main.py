from contextlib import asynccontextmanager

from fastapi import Depends, FastAPI
from fastapi.responses import StreamingResponse
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

import stack.audit
from stack.models import Base
from stack.db import get_session, manager
from stack.repo import Members, Teams


@asynccontextmanager
async def lifespan(app):  # -> native-async
    manager.init("postgresql+asyncpg://h/x")
    await manager.create(Base.metadata)
    yield
    await manager.close()


app = FastAPI(lifespan=lifespan)


def repo(kind):
    async def make(session: AsyncSession = Depends(get_session)):
        return kind(session)

    return make


TeamsDep = Depends(repo(Teams))
MembersDep = Depends(repo(Members))


@app.get("/teams")
async def teams(r: Teams = TeamsDep):  # -> native-async
    return [t.name for t in await r.list()]


@app.get("/teams/count")
async def count(r: Teams = TeamsDep):  # -> native-async
    return await r.count()


@app.get("/teams/{key}/members")
async def members(key: int, r: Teams = TeamsDep):  # -> native-async
    team = await r.with_members(key)
    return [m.name for m in team.members]


@app.get("/teams/{key}/lazy")
async def lazy(key: int, r: Teams = TeamsDep):  # -> native-async
    team = await r.get(key)
    return [m.name for m in await team.awaitable_attrs.members]


@app.post("/teams/bulk")
async def bulk(r: Teams = TeamsDep):  # -> native-async
    await r.bulk([{"name": "z"}])


@app.post("/teams/touch")
async def touch(r: Teams = TeamsDep):  # -> native-async
    await r.touch()


@app.post("/members/rename")
async def rename(r: Members = MembersDep):  # -> native-async
    member = (await r.list(id=1))[0]
    member.name = "changed"
    await r.session.flush()


@app.get("/members/log")
async def log_it():  # -> native-async
    stack.audit.log.warning("x")


@app.get("/members/audit")
async def audit_it():  # -> blocking-async
    stack.audit.audit_log.warning("x")


@app.get("/members/stream")
async def stream():  # -> native-async
    async def body():  # -> native-async
        async with manager.session() as session:
            async for name in Members(session).stream():
                yield name

    return StreamingResponse(body())


@app.get("/raw")
async def raw():  # -> native-async
    async with manager.connect() as connection:
        return (await connection.execute(text("select 1"))).scalar()


@app.get("/def")
def plain():  # -> converted-def
    return 1
