import asyncio
import functools
import inspect
import random
import time


class Attempt:
    def __init__(self, owner, number):
        self.owner = owner
        self.number = number

    def __enter__(self):
        return self

    def __exit__(self, kind, error, tb):
        if error is None:
            self.owner.done = True
            return False
        self.owner.failed = error
        return self.number < self.owner.limit


class Retrying:
    def __init__(self, limit=3, wait=0.001):
        self.limit = limit
        self.wait = wait
        self.done = False
        self.failed = None

    def __iter__(self):  # -> blocking-async
        for number in range(1, self.limit + 1):
            yield Attempt(self, number)
            if self.done:
                return
            time.sleep(self.wait)

    def __call__(self, function):
        if inspect.iscoroutinefunction(function):
            return AsyncRetrying(self.limit, self.wait)(function)

        @functools.wraps(function)
        def wrapped(*args, **kwargs):  # -> blocking-async
            for attempt in Retrying(self.limit, self.wait):
                with attempt:
                    return function(*args, **kwargs)

        return wrapped


class AsyncRetrying(Retrying):
    async def __aiter__(self):
        for number in range(1, self.limit + 1):
            yield Attempt(self, number)
            if self.done:
                return
            await asyncio.sleep(self.wait * random.random())

    def __call__(self, function):
        @functools.wraps(function)
        async def wrapped(*args, **kwargs):  # -> native-async
            async for attempt in AsyncRetrying(self.limit, self.wait):
                with attempt:
                    return await function(*args, **kwargs)

        return wrapped


def retry(function=None, /, **options):
    if function is None:
        return lambda f: Retrying(**options)(f)
    return Retrying()(function)
