import os
import time

from fastapi import APIRouter, FastAPI

router = APIRouter()


@router.get("/slow")
async def slow():  # -> GET /api/slow: blocking-async via time.sleep
    time.sleep(0.001)
    return {}


app = FastAPI()
app.include_router(router, prefix=os.getenv("SHOP_API_PREFIX", "/api"))
