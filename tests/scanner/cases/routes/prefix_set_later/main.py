import time

from fastapi import APIRouter, FastAPI

router = APIRouter()


@router.get("/before")
async def before():  # -> native-async
    return 1


router.prefix = "/late"


@router.get("/after")
async def after():  # -> blocking-async
    time.sleep(0.001)


class Versioned(APIRouter):
    pass


versioned = Versioned(prefix="/one")


@versioned.get("/first")
async def first():  # -> native-async
    return 1


versioned.prefix = "/two"


@versioned.get("/second")
async def second():  # -> native-async
    return 1


copied = APIRouter(prefix=router.prefix + "/copied")


@copied.get("/third")
async def third():  # -> native-async
    return 1


app = FastAPI()
app.include_router(router)
app.include_router(versioned)
app.include_router(copied, prefix=versioned.prefix)
