"""Factories that build routers, versions and the application."""

import time

from fastapi import APIRouter, FastAPI


def slow():  # -> blocking-async
    time.sleep(0.001)
    return 1


def make_router(name, work):
    router = APIRouter(prefix=f"/{name}", tags=[name])

    @router.get("/work")
    async def run():  # -> GET /api/v1/slow/work: blocking-async; GET /api/v1/quick/work: native-async; GET /api/v2/slow/work: blocking-async; GET /api/v2/quick/work: native-async
        return work()

    @router.get("/name")
    async def label():  # -> native-async
        return name

    return router


def versions():
    for number in (1, 2):
        api = APIRouter(prefix=f"/v{number}")
        api.include_router(make_router("slow", slow))
        api.include_router(make_router("quick", lambda: 1))
        yield api


def create_app() -> FastAPI:
    application = FastAPI()
    for api in versions():
        application.include_router(api, prefix="/api")
    internal = FastAPI()

    @internal.get("/health")
    def health():  # -> converted-def
        return "ok"

    application.mount("/internal", internal)
    return application


app = create_app()
