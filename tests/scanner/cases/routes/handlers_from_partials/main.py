import functools
import time

from fastapi import APIRouter, FastAPI

app = FastAPI()
router = APIRouter(prefix="/jobs")


async def serve(work):  # -> GET /jobs/slow: blocking-async; GET /jobs/calm: native-async
    return work(0.001)


def threaded(work):  # -> converted-def
    return work(0.001)


router.add_api_route("/slow", functools.partial(serve, time.sleep), methods=["GET"])
router.add_api_route("/calm", functools.partial(serve, float), methods=["GET"])
router.add_api_route("/threaded", functools.partial(threaded, time.sleep), methods=["GET"])
app.include_router(router)
