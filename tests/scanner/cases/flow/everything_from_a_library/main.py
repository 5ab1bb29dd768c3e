"""``from library import *``: names that no module of the project binds come from there."""

from time import *

from fastapi import *
from tools import *

app = FastAPI()
router = APIRouter()


def pause():  # -> blocking-async
    sleep(0.01)


@router.get("/direct")
async def direct():  # -> blocking-async
    sleep(0.01)
    return Response()


@router.get("/handed/on")
async def handed_on():  # -> blocking-async
    return str(check_output(["true"]))


@router.get("/below")
async def below():  # -> blocking-async
    pause()


@router.get("/own")
async def own():  # -> native-async
    return gmtime().tm_year + nap()


@router.get("/builtin")
async def builtin():  # -> native-async
    return len(str(time()))


@router.get("/plain")
def plain():  # -> converted-def
    sleep(0.01)


@router.get("/calm/{number}")
async def calm(number: int = Path()):  # -> native-async
    return max(number, 1)


app.include_router(router)
