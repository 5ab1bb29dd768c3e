import asyncio

from fastapi import APIRouter, Depends, Request

from meters.domain import calibrate, fetch_readings, monthly_report, price
from meters.resources import Archive, Tariffs

router = APIRouter(prefix="/meters")


def get_archive(request: Request) -> Archive:
    return request.app.state.archive


async def get_tariffs(request: Request) -> Tariffs:
    return request.app.state.tariffs


@router.get("/price")
async def current_price(tariffs: Tariffs = Depends(get_tariffs)):  # -> native-async
    return await price(tariffs)


@router.get("/cached")
async def cached(request: Request):  # -> native-async
    return await request.app.state.cache.get("price") is None


@router.get("/{meter}")
async def readings(meter: int, archive: Archive = Depends(get_archive)):  # -> blocking-async
    return fetch_readings(archive, meter)


@router.get("/{meter}/thread")
def readings_in_thread(meter: int, archive: Archive = Depends(get_archive)):  # -> converted-def
    return fetch_readings(archive, meter)


@router.get("/{meter}/report")
async def report(meter: int, archive: Archive = Depends(get_archive)):  # -> native-async
    return await monthly_report(archive, meter)


@router.post("/{meter}")
async def append(meter: int, value: float, archive: Archive = Depends(get_archive)):  # -> native-async
    loop = asyncio.get_running_loop()
    await loop.run_in_executor(None, lambda: archive.append(meter, value))


@router.post("/{meter}/inline")
async def append_inline(
    meter: int, value: float, archive: Archive = Depends(get_archive)
):  # -> blocking-async
    archive.append(meter, value)


@router.post("/{meter}/calibrate")
async def start_calibration(meter: int):  # -> blocking-async
    task = asyncio.create_task(calibrate(meter))
    return await task
