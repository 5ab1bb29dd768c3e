from fastapi import APIRouter, FastAPI

from settings import API_PREFIX, Settings

app = FastAPI()
router = APIRouter(prefix=Settings.THINGS)


@router.get("/slow")
def slow():  # -> GET /api/v2/things/slow: converted-def
    return 1


app.include_router(router, prefix=API_PREFIX)
