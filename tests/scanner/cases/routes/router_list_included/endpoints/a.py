import time

from fastapi import APIRouter

router = APIRouter(prefix="/a")


@router.get("")
async def read_a():  # -> GET /api/a: blocking-async via time.sleep
    time.sleep(0.01)
