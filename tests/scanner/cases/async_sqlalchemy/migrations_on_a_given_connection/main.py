from alembic import command, config
from fastapi import FastAPI
from fastapi.concurrency import run_in_threadpool
from sqlalchemy import event
from sqlalchemy.ext.asyncio import create_async_engine

engine = create_async_engine("postgresql+asyncpg://app@db/app")
app = FastAPI()


def upgrade(connection):
    settings = config.Config()
    settings.set_main_option("script_location", "migrations")
    settings.attributes["connection"] = connection
    command.upgrade(settings, "head")


def upgrade_alone():  # -> blocking-async via alembic.command.upgrade
    command.upgrade(config.Config("alembic.ini"), "head")


def upgrade_aside():  # -> converted-def via alembic.command.upgrade
    command.upgrade(config.Config("alembic.ini"), "head")


async def migrate():  # -> native-async
    async with engine.begin() as connection:
        await connection.run_sync(upgrade)


@app.get("/given")
async def given():  # -> native-async
    await migrate()


@app.get("/alone")
async def alone():  # -> blocking-async (helper) via alembic.command.upgrade
    upgrade_alone()


@app.get("/aside")
async def aside():  # -> native-async
    await run_in_threadpool(upgrade_aside)


@event.listens_for(engine.sync_engine, "connect")
def prepare(dbapi_connection, record):
    cursor = dbapi_connection.cursor()
    cursor.execute("select 1")
    cursor.close()
