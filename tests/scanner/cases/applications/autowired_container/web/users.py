from typing import Annotated

from fastapi import APIRouter

from app.usecases import Invite, Quote, ShowUser, Tick
from web.deps import ScopeDep, inject

router = APIRouter(prefix="/users")


@router.get("/{key}")
async def show(key: int, case: Annotated[ShowUser, inject(ShowUser)]):  # -> blocking-async
    return case.execute(key)


@router.get("/sync/{key}")
def show_def(key: int, case: Annotated[ShowUser, inject(ShowUser)]):  # -> converted-def
    return case.execute(key)


@router.post("/invite")
async def invite(case: Annotated[Invite, inject(Invite)]):  # -> native-async
    return case.execute("x@y.test")


@router.get("/quote/{code}")
async def quote(code: str, case: Annotated[Quote, inject(Quote)]):  # -> native-async
    return await case.execute(code)


@router.get("/tick/now")
async def tick(case: Annotated[Tick, inject(Tick)]):  # -> native-async
    return case.execute()


@router.get("/locate/{key}")
async def locate(key: int, current: ScopeDep):  # -> blocking-async
    return current.get(ShowUser).execute(key)


@router.get("/locate-tick/x")
async def locate_tick(current: ScopeDep):  # -> native-async
    return current.get(Tick).execute()
