import os
import time

from fastapi import APIRouter, FastAPI

if os.environ.get("NOTES_DEBUG"):
    app = FastAPI(debug=True)
else:
    app = FastAPI(docs_url=None, redoc_url=None)

if os.environ.get("NOTES_TAGGED"):
    router = APIRouter(tags=["notes"])
else:
    router = APIRouter()


@router.get("/blocks")
async def blocks():  # -> blocking-async (handler) via time.sleep
    time.sleep(0.001)
    return {}


@app.get("/clean")
async def clean():  # -> native-async (no-io)
    return {}


def configure(application):
    application.include_router(router, prefix="/v1")


configure(app)
