import time

from fastapi import APIRouter

router = APIRouter(prefix="/orders")


@router.get("/")
async def orders():  # -> GET /api/orders/: blocking-async via time.sleep
    time.sleep(0.001)
    return []
