from fastapi import APIRouter

router = APIRouter(prefix="/b")


@router.get("")
async def read_b():  # -> GET /api/b: native-async
    return 1
