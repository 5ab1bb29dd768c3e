import asyncio

import alembic.command
from alembic import command as commands
from alembic.config import Config
from fastapi import FastAPI
from ledger_users.users import names

app = FastAPI()


@app.post("/upgraded")
async def upgraded():  # -> blocking-async via alembic.command.upgrade
    alembic.command.upgrade(Config("alembic.ini"), "head")


@app.post("/again")
async def again():  # -> blocking-async via alembic.command.upgrade
    commands.upgrade(Config("alembic.ini"), "head")


@app.post("/later")
async def later():  # -> native-async (offloaded)
    await asyncio.to_thread(alembic.command.upgrade, Config("alembic.ini"), "head")


@app.get("/configured")
async def configured():  # -> native-async (no-io)
    return Config("alembic.ini").set_main_option("url", "sqlite://")


@app.get("/names")
async def read_names():  # -> native-async (no-io)
    return names()
