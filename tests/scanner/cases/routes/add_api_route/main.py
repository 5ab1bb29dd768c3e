import time

from fastapi import APIRouter, FastAPI


async def listing():  # -> blocking-async via time.sleep
    time.sleep(0.01)
    return []


def detail(key: int):  # -> converted-def
    time.sleep(0.01)
    return key


router = APIRouter(prefix="/things")
router.add_api_route("", listing)
router.add_api_route("/{key}", detail, methods=["GET"])
app = FastAPI()
app.include_router(router)
