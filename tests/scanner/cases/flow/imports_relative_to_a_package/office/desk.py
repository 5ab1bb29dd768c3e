import stock.store
from fastapi import APIRouter
from stock.store import look_up, names

router = APIRouter()


@router.get("/count")
async def read_count():  # -> blocking-async via time.sleep
    return stock.store.count()


@router.get("/names")
async def read_names():  # -> native-async
    return names()


@router.get("/one")
async def read_one():  # -> native-async
    return await look_up("nut")
