import time

from fastapi import APIRouter

router = APIRouter()


@router.get("/{user_id}")
async def read_user(user_id: int):  # -> GET /api/v1/users/{user_id}: blocking-async via time.sleep
    time.sleep(0.01)
    return user_id
