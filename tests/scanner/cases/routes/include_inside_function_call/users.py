from fastapi import APIRouter

router = APIRouter(prefix="/users")


@router.get("/")
async def users():  # -> GET /api/users/: native-async
    return []
