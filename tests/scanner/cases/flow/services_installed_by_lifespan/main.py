import time
from dataclasses import dataclass, field
from functools import cached_property
from fastapi import FastAPI, Request
from contextlib import asynccontextmanager


class Images:
    def get(self, key):  # -> blocking-async
        time.sleep(0.001)
        return key


class Labels:
    def get(self, key):
        return key


@dataclass
class Services:
    labels: Labels = field(default_factory=Labels)

    @cached_property
    def images(self) -> Images:
        return Images()


class Deps:
    services: Services

    @classmethod
    def install(cls, **parts):
        for name, part in parts.items():
            setattr(cls, name, part)


@asynccontextmanager
async def lifespan(app: FastAPI):
    Deps.install(services=Services())
    app.state.services = Deps.services
    yield {"labels": Labels()}


app = FastAPI(lifespan=lifespan)


@app.get("/images")
async def images():  # -> blocking-async
    return Deps.services.images.get("a")


@app.get("/labels")
async def labels():  # -> native-async
    return Deps.services.labels.get("a")


@app.get("/state")
async def state(request: Request):  # -> blocking-async
    return request.app.state.services.images.get("a")


@app.get("/request-state")
async def request_state(request: Request):  # -> native-async
    return request.state.labels.get("a")


@app.get("/def")
def in_def():  # -> converted-def
    return Deps.services.images.get("a")
