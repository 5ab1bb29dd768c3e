import time

from fastapi import APIRouter

router = APIRouter()


@router.get("/orders")
async def orders():  # -> GET /direct/orders: blocking-async; GET /shop/orders: blocking-async
    time.sleep(0.001)
    return []


@router.get("/orders/count")
async def count():  # -> GET /direct/orders/count: native-async; GET /shop/orders/count: native-async
    return 0
