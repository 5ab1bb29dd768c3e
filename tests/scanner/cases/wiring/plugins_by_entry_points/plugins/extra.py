import time

from fastapi import APIRouter

router = APIRouter()


@router.get("/waits")
async def waits():  # -> blocking-async
    time.sleep(0.01)


@router.get("/answers")
async def answers():  # -> native-async
    return 1


@router.get("/plain")
def plain():  # -> converted-def
    time.sleep(0.01)
