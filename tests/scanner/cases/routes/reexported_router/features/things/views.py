import time

from fastapi import APIRouter

router = APIRouter(prefix="/things")


@router.get("/")
async def things():  # -> GET /things/: blocking-async via time.sleep
    time.sleep(0.01)
    return []
