import time

from fastapi import APIRouter, FastAPI

router = APIRouter()


@router.get("/things")
async def things():  # -> GET /v1/things: blocking-async; GET /v2/things: blocking-async
    time.sleep(0.01)
    return []


app = FastAPI()
for version in ("v1", "v2"):
    app.include_router(router, prefix=f"/{version}")
