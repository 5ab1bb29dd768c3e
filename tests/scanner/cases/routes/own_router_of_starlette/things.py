import time

from starlette.responses import JSONResponse

from routing import APIRouter

router = APIRouter()
more = APIRouter()


@router.get("/clean")
async def clean(request):  # -> native-async (no-io)
    return JSONResponse({})


@router.post("/blocks")
async def blocks(request):  # -> blocking-async via time.sleep
    time.sleep(0.001)
    return {}


@more.get("/more")
async def other(request):  # -> blocking-async (handler) via time.sleep
    time.sleep(0.001)
    return JSONResponse({})
