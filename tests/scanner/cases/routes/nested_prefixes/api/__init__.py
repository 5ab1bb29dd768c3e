from fastapi import APIRouter

from . import orders, users

router = APIRouter(prefix="/v1")
router.include_router(users.router, prefix="/users", tags=["users"])
router.include_router(orders.router)
