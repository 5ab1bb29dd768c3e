"""Settings that the environment switches on are carried to constants, locals and arguments before they are tested."""

import asyncio
import os
import time

os.environ.update(REPORTS="1", STORE="redis://store.test", CACHED="1", WORKERS="2", TOKEN="x")

from fastapi import APIRouter, FastAPI  # noqa: E402
from pydantic.v1 import BaseSettings  # noqa: E402


class Settings(BaseSettings):
    reports: bool = False
    store: str = ""
    cached: bool = False
    workers: int = 0
    token: str | None = None
    prefix: str = ""


class Options:
    cached = False


settings = Settings()
REPORTS = settings.reports
STORE = settings.store
reports = APIRouter(prefix="/reports")
app = FastAPI()


def wait():  # -> blocking-async via time.sleep
    time.sleep(0)


@reports.get("/slow")
async def report():  # -> blocking-async via time.sleep
    wait()
    return {}


@reports.get("/quick")
async def quick_report():  # -> native-async
    return {}


if REPORTS:
    app.include_router(reports, prefix=settings.prefix)


@app.get("/store")
async def stored():  # -> blocking-async via time.sleep
    if STORE:
        wait()
    return {}


def fetch(cached):  # -> blocking-async via time.sleep
    if cached:
        wait()
    return {}


@app.get("/cached")
async def cached():  # -> blocking-async via time.sleep
    return fetch(settings.cached)


@app.get("/workers")
async def workers():  # -> blocking-async via time.sleep
    count = settings.workers
    if count:
        wait()
    return {}


@app.get("/never")
async def never():  # -> native-async
    return fetch(Options().cached)


@app.get("/spared")
async def spared():  # -> native-async
    cached = Options().cached
    if cached:
        wait()
    return {}


def register(target: FastAPI, token: str | None) -> None:
    if not token:
        return

    @target.get("/guarded")
    async def guarded():  # -> blocking-async via time.sleep
        wait()
        return {}

    @target.get("/open")
    async def opened():  # -> native-async
        await asyncio.sleep(0)
        return {}


register(app, settings.token)


class Deployment(BaseSettings):
    store: str = ""
    cached: bool = False
    prefix: str = "/deployed"

    def __init__(self, **given):
        super().__init__(**given)
        self.origin = "deployment"

    class Config:
        extra = "allow"


class Lazily:
    def __getattr__(self, name):
        return getattr(Deployment(), name)


deployment = Lazily()
deployed = APIRouter(prefix=deployment.prefix)


@deployed.get("/store")
async def deployed_store():  # -> blocking-async via time.sleep
    if not getattr(deployment, "store", ""):
        return {}
    return fetch(deployment.cached)


@deployed.get("/calm")
async def deployed_calmly():  # -> native-async
    return {"cached": getattr(deployment, "cached", None)}


app.include_router(deployed)
