import time

from fastapi import APIRouter, FastAPI

app = FastAPI()
DEBUG = False

if (router := APIRouter(prefix="/inner")) is not None:

    @router.get("/slow")
    async def slow():  # -> blocking-async via time.sleep
        time.sleep(0.001)


app.include_router(router)
app.include_router(router if DEBUG else APIRouter(), prefix="/debug")


@app.get("/calm")
async def calm():  # -> native-async
    return {}
