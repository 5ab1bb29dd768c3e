import asyncio
import math
import time

from meters.decorators import counted, offloaded, retry
from meters.resources import Archive


@counted
def average(values: list[float]) -> float:
    return math.fsum(values) / len(values) if values else 0.0


@retry(3)
def fetch_readings(archive: Archive, meter: int) -> list[float]:  # -> blocking-async
    return archive.readings(meter)


@retry(times=2)
async def price(tariffs) -> float:  # -> native-async
    return await tariffs.current()


@offloaded
def monthly_report(archive: Archive, meter: int) -> dict[str, float]:  # -> converted-def
    values = archive.readings(meter)
    return {"average": average(values), "sum": sum(values)}


@retry(2)
async def settle(meter: int) -> int:
    await asyncio.sleep(0)
    return meter


async def calibrate(meter: int) -> int:  # -> blocking-async
    time.sleep(0.001)
    return meter
