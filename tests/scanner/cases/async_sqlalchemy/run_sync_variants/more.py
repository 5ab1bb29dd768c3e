"""What is made from the session of a greenlet works in that greenlet, too."""

import pandas as pd
from fastapi import APIRouter, Depends
from sqlalchemy import inspect, text
from sqlalchemy.ext.asyncio import AsyncSession

from db import engine, factory

router = APIRouter()


async def get_db():
    async with factory() as session:
        yield session


class Report:
    def __init__(self, limit):
        self.limit = limit

    def __call__(self, session, name):
        connection = session.connection()
        return str(pd.read_sql_query(text("select 1"), connection)), name


class SyncReport:
    def __call__(self, session):  # -> blocking-async
        return str(pd.read_sql_query(text("select 1"), engine))


def tables(session):
    return inspect(session.connection()).get_table_names()


def nested(session):
    with session.begin_nested():
        session.execute(text("select 1"))
    with session.connection().begin_nested():
        session.connection().execute(text("select 1")).fetchall()


@router.get("/frame")
async def read_frame(db: AsyncSession = Depends(get_db)):  # -> native-async
    return await db.run_sync(Report(1), name="x")


@router.get("/sync-frame")
async def read_sync_frame(db: AsyncSession = Depends(get_db)):  # -> blocking-async
    return await db.run_sync(SyncReport())


@router.get("/tables")
async def read_tables(db: AsyncSession = Depends(get_db)):  # -> native-async
    return await db.run_sync(tables)


@router.get("/tables-of-connection")
async def read_connection_tables(db: AsyncSession = Depends(get_db)):  # -> native-async
    connection = await db.connection()
    return await connection.run_sync(lambda made: inspect(made).get_table_names())


@router.get("/nested")
async def read_nested(db: AsyncSession = Depends(get_db)):  # -> native-async
    await db.run_sync(nested)
    return {}
