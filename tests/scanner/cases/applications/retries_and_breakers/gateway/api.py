import httpx
import redis
import requests

from resilience.breaker import Breaker, LocalStore, RedisStore
from resilience.retrying import AsyncRetrying, Retrying, retry

local = Breaker(LocalStore())
shared = Breaker(RedisStore(redis.Redis(host="c.test")))
state = {"calls": 0}


@retry
def fetch(path):  # -> blocking-async
    answer = requests.get(f"http://api.test/{path}")
    if flaky() % 2 == 0:
        return answer.status_code


@retry(limit=2)
async def fetch_async(path):  # -> native-async
    async with httpx.AsyncClient() as client:
        return (await client.get(f"http://api.test/{path}")).status_code


@retry(limit=2)
async def pure_async(value):
    return value + 1


@local
def guarded(value):
    return value


@shared
def shared_guarded(value):
    if value:
        raise ValueError(value)


def flaky():
    state["calls"] += 1
    if state["calls"] % 2:
        raise ValueError("odd")
    return state["calls"]


def with_loop():  # -> blocking-async
    for attempt in Retrying(limit=4):
        with attempt:
            return flaky()


async def with_async_loop():
    async for attempt in AsyncRetrying(limit=4):
        with attempt:
            return flaky()
