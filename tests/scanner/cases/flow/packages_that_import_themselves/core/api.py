from typing import TYPE_CHECKING, Any

from fastapi import APIRouter

from core.cache import cache

if TYPE_CHECKING:
    from main import Settings as _Settings

    Settings = _Settings
else:
    Settings = Any

LIMIT = cache.limit
router = APIRouter()


@router.get("/reload")
async def reload():  # -> blocking-async via time.sleep
    return cache.reload()


@router.get("/limit")
async def limit():  # -> native-async
    return LIMIT
