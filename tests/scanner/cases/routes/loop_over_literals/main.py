import time

from fastapi import APIRouter, FastAPI


async def slow():  # -> GET /jobs/slow: blocking-async via time.sleep
    time.sleep(0.01)
    return 1


async def quick():  # -> GET /jobs/quick: native-async
    return 2


def threaded():  # -> GET /jobs/threaded: converted-def
    time.sleep(0.01)
    return 3


router = APIRouter(prefix="/jobs")
for path, handler in [("/slow", slow), ("/quick", quick), ("/threaded", threaded)]:
    router.add_api_route(path, handler)

app = FastAPI()
app.include_router(router)
