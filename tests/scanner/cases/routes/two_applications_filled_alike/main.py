import time

from fastapi import APIRouter, FastAPI

app = FastAPI()
internal = FastAPI()
router = APIRouter()


@router.get("/blocks")
async def blocks():  # -> blocking-async (handler) via time.sleep
    time.sleep(0.001)
    return {}


@router.get("/clean")
async def clean():  # -> native-async (no-io)
    return {}


for application in (app, internal):
    application.include_router(router)

app.mount("/internal", internal)
