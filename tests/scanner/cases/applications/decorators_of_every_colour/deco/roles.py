import asyncio
import functools
import time


def requires(*roles, check=None):
    def decorate(function):
        @functools.wraps(function)
        async def guarded(*args, **kwargs):  # -> blocking-async
            if check is not None:
                outcome = check(roles)
                if asyncio.iscoroutine(outcome):
                    await outcome
            return await function(*args, **kwargs)

        return guarded

    return decorate


def remote_check(roles):  # -> blocking-async
    time.sleep(0.001)
    return True


async def async_check(roles):
    await asyncio.sleep(0)
    return True


def to_async(function):
    @functools.wraps(function)
    async def run(*args, **kwargs):  # -> native-async
        return await asyncio.to_thread(function, *args, **kwargs)

    return run


def sync_in_async(function):
    @functools.wraps(function)
    async def run(*args, **kwargs):  # -> blocking-async
        return function(*args, **kwargs)

    return run


class Counter:
    def __init__(self, function):
        functools.update_wrapper(self, function)
        self.function = function
        self.calls = 0

    async def __call__(self, *args, **kwargs):  # -> blocking-async
        self.calls += 1
        return await self.function(*args, **kwargs)


def debounce(seconds):
    last = {}

    def decorate(function):
        @functools.wraps(function)
        async def inner(*args, **kwargs):  # -> blocking-async
            if seconds in last:
                return last[seconds]
            last[seconds] = await function(*args, **kwargs)
            return last[seconds]

        return inner

    return decorate
