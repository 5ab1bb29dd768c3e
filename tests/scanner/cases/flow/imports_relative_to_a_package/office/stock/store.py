import asyncio
import time


def count():  # -> blocking-async via time.sleep
    time.sleep(0.01)
    return 3


def names():
    return ["bolt", "nut"]


async def look_up(name):  # -> native-async
    await asyncio.to_thread(time.sleep, 0.01)
    return {"name": name}
