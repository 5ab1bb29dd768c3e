import time

from fastapi import APIRouter

orders = APIRouter()
stock = APIRouter()


@orders.get("/count")
async def count():  # -> GET /v1/orders/count: native-async
    return 1


@stock.get("/level")
def level():  # -> GET /v1/stock/level: converted-def
    time.sleep(0.01)
