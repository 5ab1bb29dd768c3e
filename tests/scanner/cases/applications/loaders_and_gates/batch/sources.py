import asyncio
import time


async def squares(keys):
    await asyncio.sleep(0)
    return [k * k for k in keys]


async def slow_squares(keys):  # -> blocking-async
    time.sleep(0.001)
    return [k * k for k in keys]


async def one(item):
    return item + 1


async def one_slow(item):  # -> blocking-async
    time.sleep(0.001)
    return item


def total(values):
    return sum(values)


def slow_total(values):  # -> blocking-async
    time.sleep(0.001)
    return sum(values)
