from fastapi import APIRouter

from .pages import router as pages_router

router = APIRouter(prefix="/web")
router.include_router(pages_router)
