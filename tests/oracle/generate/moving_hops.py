"""Code that takes a value into tasks and threads (see ``hops``)."""

from __future__ import annotations

from tests.oracle.generate.hops import Hop

_ASYNCIO = ("import asyncio",)
_AWAIT = "await NAME(VALUE)"

# What lies behind is ``async def``, too.
TASKS: tuple[Hop, ...] = (
    Hop(
        """
async def NAME(thing):  #0
    task = asyncio.create_task(CORO)
    return await task
""",
        _AWAIT,
        _ASYNCIO,
        "task",
    ),
    Hop(
        """
async def NAME(*things):  #0
    return await asyncio.gather(*(CORO for thing in things))
""",
        _AWAIT,
        _ASYNCIO,
        "task",
    ),
    Hop(
        """
async def NAME(thing):  #0
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(CORO)]
    return [task.result() for task in tasks]
""",
        _AWAIT,
        _ASYNCIO,
        "task",
    ),
    Hop(
        """
async def NAME(thing):  #0
    for waiting in asyncio.as_completed([CORO]):
        return await waiting
""",
        _AWAIT,
        _ASYNCIO,
        "task",
    ),
    Hop(
        """
async def NAME(thing):  #0
    return await asyncio.shield(CORO)
""",
        _AWAIT,
        _ASYNCIO,
        "task",
    ),
    Hop(
        """
class NAME:
    def __init__(self, thing):
        self.thing = thing
        self.tasks = set()

    async def go(self):  #0
        self.start()
        await asyncio.gather(*self.tasks)

    def start(self):
        task = asyncio.get_running_loop().create_task(CORO)
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)
""",
        "await NAME(VALUE).go()",
        _ASYNCIO,
        "task",
        "self.thing",
    ),
)

# What lies behind is ``def``, and runs in a thread.
THREADS: tuple[Hop, ...] = (
    Hop(
        """
async def NAME(thing):  #0
    return await asyncio.to_thread(lambda: CALL)
""",
        _AWAIT,
        _ASYNCIO,
        "offload",
    ),
    Hop(
        """
async def NAME(thing):  #0
    return await run_in_threadpool(NAME_step, thing=thing)


def NAME_step(thing):  #1 offload
    return CALL
""",
        _AWAIT,
        ("from fastapi.concurrency import run_in_threadpool",),
    ),
    Hop(
        """
def NAME_in_thread(function):
    @functools.wraps(function)
    async def wrapper(*args, **kwargs):  #0
        return await run_in_threadpool(function, *args, **kwargs)

    return wrapper


@NAME_in_thread
def NAME(thing):  #1 offload
    return CALL
""",
        _AWAIT,
        ("import functools", "from starlette.concurrency import run_in_threadpool"),
    ),
    Hop(
        """
class NAME:
    def __init__(self):
        self.pool = ThreadPoolExecutor(1)

    async def go(self, thing):  #0
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self.pool, functools.partial(self.step, thing))

    def step(self, thing):  #1 offload
        return CALL
""",
        "await NAME().go(VALUE)",
        ("import asyncio", "import functools", "from concurrent.futures import ThreadPoolExecutor"),
    ),
    Hop(
        """
class NAME_Store:
    def go(self, thing):  #1 offload
        return CALL


class NAME_Async:
    def __init__(self, inner):
        self._inner = inner

    def __getattr__(self, name):
        method = getattr(self._inner, name)

        async def moved(*args, **kwargs):  #0
            return await anyio.to_thread.run_sync(functools.partial(method, *args, **kwargs))

        return moved


NAME = NAME_Async(NAME_Store())
""",
        "await NAME.go(VALUE)",
        ("import functools", "import anyio.to_thread"),
    ),
    Hop(
        """
async def NAME(thing):  #0
    async def step():  #1 task
        return await asyncio.get_running_loop().run_in_executor(None, lambda: CALL)

    return await asyncio.gather(step())
""",
        _AWAIT,
        _ASYNCIO,
        "offload",
    ),
)
