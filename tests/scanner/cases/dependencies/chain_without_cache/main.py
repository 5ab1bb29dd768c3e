import time
from typing import Annotated

from fastapi import APIRouter, Depends, FastAPI, Request


class Cache:
    def __init__(self) -> None:
        self.hits = 0

    def read(self) -> int:
        return self.hits


def connect() -> Cache:  # -> converted-def
    time.sleep(0.001)
    return Cache()


async def user(request: Request, cache: Annotated[Cache, Depends(connect, use_cache=False)]) -> dict:
    return {"id": cache.read()}


async def admin(user: Annotated[dict, Depends(user)]) -> dict:
    return user


async def audited(user: Annotated[dict, Depends(user)]):  # -> blocking-async
    yield user
    time.sleep(0.001)


AdminDep = Annotated[dict, Depends(admin)]
router = APIRouter()


@router.get("/admin")
async def get_admin(who: AdminDep):  # -> native-async
    return who


@router.get("/audited")
async def get_audited(who: Annotated[dict, Depends(audited)]):  # -> blocking-async
    return who


@router.get("/audited-def", dependencies=[Depends(audited)])
def get_audited_def():  # -> blocking-async
    return 1


app = FastAPI()
app.include_router(router, prefix="/a")
app.include_router(router, prefix="/b", dependencies=[Depends(connect)])
