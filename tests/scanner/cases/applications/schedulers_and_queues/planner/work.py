import asyncio
import time


def slow(x=1):  # -> blocking-async
    time.sleep(0.001)
    return x


def quick(x=1):
    return x


async def pause(x=1):
    await asyncio.sleep(0)
    return x


async def bad(x=1):  # -> blocking-async
    time.sleep(0.001)
    return x


PLAN = [("a", quick, (1,)), ("b", quick, (2,))]
SLOW_PLAN = [*PLAN, ("c", slow, (3,))]
TABLE = {"math": {"double": lambda x: x * 2, "nap": lambda x: slow(x)}, "none": None}


def run_plan(plan):  # -> blocking-async
    return {name: function(*args) for name, function, args in plan}


def pick(*path):
    node = TABLE
    for part in path:
        node = node[part]
    return node
