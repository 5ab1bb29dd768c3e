import time

from fastapi import APIRouter, FastAPI

router = APIRouter(prefix="/jobs")


class Jobs:
    @staticmethod
    @router.get("/slow")
    async def slow():  # -> GET /jobs/slow: blocking-async via time.sleep
        time.sleep(0.001)
        return {}

    @staticmethod
    @router.get("/quick")
    async def quick():  # -> GET /jobs/quick: native-async
        return {}


app = FastAPI()
app.include_router(router)
