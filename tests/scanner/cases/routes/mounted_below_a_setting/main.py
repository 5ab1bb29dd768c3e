"""An application mounted below a path that the environment may set, at the root by default."""

import os

from fastapi import APIRouter, FastAPI

BASE_PATH = "__CASE_BASE_PATH__"


def create_app() -> FastAPI:
    outer = FastAPI()
    inner = FastAPI()
    router = APIRouter()

    @router.get("/listed")
    async def listed():  # -> native-async
        return []

    inner.include_router(router, prefix="/things")
    base_path = os.environ.get(BASE_PATH, "")
    outer.mount(f"{base_path}/", inner)

    @inner.get("/status")
    async def status():  # -> native-async
        return "ok"

    return outer


app = create_app()
