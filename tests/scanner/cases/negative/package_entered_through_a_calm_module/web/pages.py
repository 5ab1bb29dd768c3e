import asyncio

from fastapi import APIRouter

router = APIRouter()


@router.get("/page")
async def page():  # -> GET /direct/page: native-async; GET /web/page: native-async
    await asyncio.sleep(0)
    return []
