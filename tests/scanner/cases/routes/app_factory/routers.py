import time

from fastapi import APIRouter


def build_router(name):
    router = APIRouter(prefix=f"/{name}")

    @router.get("/slow")
    async def slow():  # -> GET /api/things/slow: blocking-async via time.sleep
        time.sleep(0.01)
        return name

    return router
