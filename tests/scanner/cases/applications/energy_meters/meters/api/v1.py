from fastapi import APIRouter

from meters.decorators import counted, offloaded, throttled
from meters.domain import average, calibrate, settle

router = APIRouter()


@router.get("/average")
@counted
async def v1_average():  # -> native-async
    return average([1.0, 2.0])


@router.get("/calibrate/{meter}")
@counted
async def v1_calibrate(meter: int):  # -> blocking-async
    return await calibrate(meter)


@router.get("/settle/{meter}")
async def v1_settle(meter: int):  # -> native-async
    return await settle(meter)


@router.get("/slow")
@throttled(0.001)
async def slow():
    return "slow"


@router.get("/sums/{number}")
@offloaded
def sums(number: int):  # -> native-async
    return sum(range(number))
