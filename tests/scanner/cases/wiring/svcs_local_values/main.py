import time
from typing import Annotated

import svcs
from fastapi import Depends, FastAPI, Request


class Clock:
    def now(self) -> float:
        return 1.0


class SlowClock(Clock):
    def now(self) -> float:  # -> blocking-async
        time.sleep(0.01)
        return 2.0


class User:
    def __init__(self, name: str):
        self.name = name


async def make_clock() -> Clock:
    return SlowClock()


@svcs.fastapi.lifespan
async def lifespan(app: FastAPI, registry: svcs.Registry):
    registry.register_factory(Clock, make_clock)
    yield


app = FastAPI(lifespan=lifespan)
Services = Annotated[svcs.Container, Depends(svcs.fastapi.container)]


async def identified(request: Request, services: Services) -> svcs.Container:
    services.register_local_value(User, User(request.url.path))
    return services


@app.get("/now")
async def now(services: Services):  # -> blocking-async (helper)
    return (await services.aget(Clock)).now()


@app.get("/me")
async def me(services: svcs.Container = Depends(identified)):  # -> native-async
    return services.get(User).name
