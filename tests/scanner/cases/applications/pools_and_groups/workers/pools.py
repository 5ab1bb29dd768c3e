import asyncio
import functools
from concurrent.futures import ThreadPoolExecutor

pool = ThreadPoolExecutor(4)


class Bounded(ThreadPoolExecutor):
    def __init__(self, size, name="bounded"):
        super().__init__(size, thread_name_prefix=name)
        self.count = 0

    def submit(self, fn, /, *args, **kwargs):
        self.count += 1
        return super().submit(fn, *args, **kwargs)


bounded = Bounded(2)


async def in_pool(function, *args, executor=None, **kwargs):  # -> native-async
    loop = asyncio.get_running_loop()
    return await loop.run_in_executor(executor or pool, functools.partial(function, *args, **kwargs))


def threaded(function):
    @functools.wraps(function)
    async def run(*args, **kwargs):  # -> native-async
        return await asyncio.wrap_future(pool.submit(function, *args, **kwargs))

    return run


def chunked(items, size):
    return [items[i : i + size] for i in range(0, len(items), size)]
