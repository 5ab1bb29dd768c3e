import time

from fastapi import APIRouter, Depends, FastAPI


async def audit():  # -> blocking-async via time.sleep
    time.sleep(0.01)


router = APIRouter()


@router.get("/things")
async def things():  # -> GET /open/things: native-async; GET /audited/things: blocking-async (dependency)
    return []


app = FastAPI()
app.include_router(router, prefix="/open")
app.include_router(router, prefix="/audited", dependencies=[Depends(audit)])
