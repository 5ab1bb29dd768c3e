from fastapi import APIRouter

from .items import router as items_router
from .orders import router as orders_router

router = APIRouter(prefix="/shop")
router.include_router(items_router)
router.include_router(orders_router)
