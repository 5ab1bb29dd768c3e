import time

from annex.starlette.concurrency import run_in_threadpool as run_at_once
from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool

router = APIRouter()


def rest():  # -> converted-def via time.sleep
    time.sleep(0.01)


@router.get("/library")
async def read_with_library():  # -> native-async
    await run_in_threadpool(rest)
    return "done"


@router.get("/own")
async def read_with_own():  # -> native-async
    return await run_at_once(dict)
