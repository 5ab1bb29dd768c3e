import time

from fastapi import APIRouter

router = APIRouter(prefix="/orders")


@router.get("")
def list_orders():  # -> GET /api/v1/orders: converted-def
    time.sleep(0.01)
    return []
