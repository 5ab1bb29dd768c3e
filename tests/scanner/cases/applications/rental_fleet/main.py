from contextlib import asynccontextmanager

from fastapi import FastAPI

from fleet import handlers
from fleet.config import Environment, load
from fleet.kernel import Kernel
from fleet.routing import Resource, expose

config = load({"FLEET_STORE": "memory", "FLEET_NOTIFY": "log"})
kernel = Kernel(config)
night = Kernel(load({"FLEET_STORE": "file", "FLEET_NOTIFY": "mail", "FLEET_ENV": "night"}))


@asynccontextmanager
async def lifespan(app):
    app.state.kernel = kernel
    app.state.night = night
    yield


app = FastAPI(lifespan=lifespan)
expose(app, Resource("cars", handlers.cars), Resource("trips", handlers.trips), Resource("tools", handlers.tools))
