import time

from fastapi import APIRouter, Depends, FastAPI


async def tenant():  # -> blocking-async via time.sleep
    time.sleep(0.01)


app = FastAPI(dependencies=[Depends(tenant)])
router = APIRouter()


@router.get("/things")
def things():  # -> blocking-async (dependency) via time.sleep
    return []


@app.get("/ping")
async def ping():  # -> blocking-async (dependency) via time.sleep
    return "pong"


app.include_router(router)
