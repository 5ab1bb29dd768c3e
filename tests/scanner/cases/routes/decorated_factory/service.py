import functools
import time

from fastapi import APIRouter, FastAPI

router = APIRouter(prefix="/items")


@router.get("/slow")
async def slow():  # -> GET /api/items/slow: blocking-async via time.sleep
    time.sleep(0.01)
    return 1


@router.get("/quick")
async def quick():  # -> GET /api/items/quick: native-async (no-io)
    return 1


class Service(FastAPI):
    pass


def configured(build):
    @functools.wraps(build)
    def wrapper(*args, **kwargs):
        return build(*args, **kwargs)

    return wrapper


@configured
def create_app(parts: str = "all") -> FastAPI:
    application = Service()
    if "all" in parts.split(","):
        application.include_router(router, prefix="/api")
    return application
