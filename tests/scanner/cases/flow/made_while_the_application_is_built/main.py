"""Settings are read on import, a factory opens the database, and the lifespan connects the rest."""

import asyncio
import contextlib

import services
from fastapi import FastAPI

settings = services.get_settings()


def create_app():
    services.init_database()
    return FastAPI(title=settings.name, lifespan=lifespan)


async def connect():  # -> blocking-async via time.sleep
    await services.connections.connect()
    with contextlib.suppress(OSError):
        services.connections.open()


async def find():  # -> blocking-async via time.sleep
    return services.connections.search


async def build():  # -> blocking-async via time.sleep
    return services.Registry()


async def prepare():  # -> blocking-async via time.sleep
    await asyncio.gather(find(), build())


@contextlib.asynccontextmanager
async def lifespan(app):  # -> blocking-async via time.sleep
    await connect()
    await prepare()
    yield


app = create_app()


@app.get("/settings")
async def read_settings():  # -> native-async
    return services.get_settings().name


@app.get("/rows")
async def rows():  # -> native-async
    return services.get_session().query()


@app.get("/pool")
async def pool():  # -> native-async
    return (await services.connections.connect()).query()


@app.get("/opened")
async def opened():  # -> native-async
    services.connections.open()


@app.get("/search")
async def search():  # -> native-async
    return services.connections.search.query()


@app.get("/registry")
async def registry():  # -> native-async
    return services.Registry().names()


@app.get("/found")
async def found():  # -> blocking-async via time.sleep
    services.Registry().forget()
    return services.Registry().find()
