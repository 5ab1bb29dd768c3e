import time

from fastapi import APIRouter, FastAPI


def make(version, work):
    router = APIRouter(prefix=f"/{version}")

    @router.get("/report")
    async def report():  # -> GET /v1/report: blocking-async; GET /v2/report: native-async
        return work(0.001)

    return router


app = FastAPI()
for version, work in {"v1": time.sleep, "v2": float}.items():
    app.include_router(make(version, work))
