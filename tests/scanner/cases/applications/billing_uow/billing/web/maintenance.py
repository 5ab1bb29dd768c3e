import asyncio

from fastapi import APIRouter
from sqlalchemy import text

from billing.database import AsyncSessionLocal, engine
from billing.uow import UnitOfWork

router = APIRouter(prefix="/maintenance")


def ping_database() -> int:  # -> blocking-async
    with engine.connect() as connection:
        return connection.execute(text("select 1")).scalar_one()


@router.get("/ping")
async def ping():  # -> native-async
    return await asyncio.to_thread(ping_database)


@router.get("/ping/inline")
async def ping_inline():  # -> blocking-async
    return ping_database()


@router.get("/ping/session")
async def ping_session():  # -> native-async
    async with AsyncSessionLocal() as session:
        return await session.scalar(text("select 1"))


@router.get("/ping/run-sync")
async def ping_run_sync():  # -> native-async
    def count(session) -> int:
        return session.scalar(text("select 1"))

    async with AsyncSessionLocal() as session:
        return await session.run_sync(count)


@router.get("/open")
async def open_only():  # -> native-async
    with UnitOfWork() as unit:
        return type(unit.session).__name__
