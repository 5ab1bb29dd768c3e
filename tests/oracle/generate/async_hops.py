"""Code on the event loop that a value passes, and that takes it to threads and tasks (see ``hops``)."""

from __future__ import annotations

from tests.oracle.generate.hops import Hop

_ASYNCIO = ("import asyncio",)
_FUNCTOOLS = ("import functools",)
_AWAIT = "await NAME(VALUE)"

ASYNC: tuple[Hop, ...] = (
    Hop(
        """
async def NAME(thing):  #0
    return CALL
""",
        _AWAIT,
    ),
    Hop(
        """
class NAME:
    def __init__(self, *, thing):
        self.thing = thing

    async def go(self):  #0
        return CALL
""",
        "await NAME(thing=VALUE).go()",
        thing="self.thing",
    ),
    Hop(
        """
def NAME_traced(label):
    def decorate(function):
        @functools.wraps(function)
        async def wrapper(*args, **kwargs):  #0
            return await function(*args, **kwargs)

        return wrapper

    return decorate


@NAME_traced('x')
async def NAME(thing):  #1
    return CALL
""",
        _AWAIT,
        _FUNCTOOLS,
    ),
    Hop(
        """
@asynccontextmanager
async def NAME_open(thing):  #1
    yield CALL


async def NAME(thing):  #0
    async with NAME_open(thing) as opened:
        return opened
""",
        _AWAIT,
        ("from contextlib import asynccontextmanager",),
    ),
    Hop(
        """
async def NAME(thing):  #0
    yield CALL
""",
        "[entry async for entry in NAME(VALUE)]",
    ),
    Hop(
        """
def NAME(thing):
    return NAME_step(thing)


async def NAME_step(thing):  #0
    return CALL
""",
        _AWAIT,
    ),
    Hop(
        """
async def NAME_step(thing):  #1
    return CALL


async def NAME(thing):  #0
    result = NAME_step(thing)
    if inspect.isawaitable(result):
        result = await result
    return result
""",
        _AWAIT,
        ("import inspect",),
    ),
    Hop(
        """
class NAMEBase(ABC):
    async def go(self, thing):  #0
        return await self.step(thing)

    @abstractmethod
    async def step(self, thing):
        ...


class NAME(NAMEBase):
    async def step(self, thing):  #1
        return CALL
""",
        "await NAME().go(VALUE)",
        ("from abc import ABC, abstractmethod",),
    ),
    Hop(
        """
class NAME:
    def __init__(self, thing):
        self.thing = thing

    def __await__(self):
        return self.go().__await__()

    async def go(self):  #0
        return CALL
""",
        _AWAIT,
        thing="self.thing",
    ),
    Hop(
        """
class NAME:
    async def __call__(self, thing):  #0
        return CALL
""",
        "await NAME()(VALUE)",
    ),
    Hop(
        """
class NAME:
    def __init__(self, thing):
        self.thing = thing
        self.left = 1

    def __aiter__(self):
        return self

    async def __anext__(self):  #0
        if not self.left:
            raise StopAsyncIteration
        self.left -= 1
        return CALL
""",
        "[entry async for entry in NAME(VALUE)]",
        thing="self.thing",
    ),
    Hop(
        """
class NAME_Scope:
    def __init__(self, thing):
        self.thing = thing

    async def __aenter__(self):
        return self.thing

    async def __aexit__(self, *error):
        return None


async def NAME(thing):  #0
    async with NAME_Scope(thing) as held:
        return CALL
""",
        _AWAIT,
        thing="held",
    ),
    Hop(
        """
async def NAME(thing):  #0
    try:
        async with asyncio.timeout(20):
            return CALL
    except TimeoutError:
        return None
""",
        _AWAIT,
        _ASYNCIO,
    ),
    Hop(
        """
class NAME_Mediator:
    def __init__(self):
        self.handlers = {}
        self.behaviours = []

    def add(self, kind, handler):
        self.handlers[kind] = handler
        return self

    async def send(self, kind, thing):  #0
        return await self.handlers[kind](thing)


async def NAME_go(thing):  #1
    return CALL


NAME = NAME_Mediator().add('go', NAME_go)
""",
        "await NAME.send('go', VALUE)",
    ),
    Hop(
        """
async def NAME_go(thing):  #1
    return CALL


def NAME_chain(*middlewares):
    handler = NAME_go
    for middleware in reversed(middlewares):
        handler = functools.partial(middleware, handler)
    return handler


async def NAME_counted(following, thing):  #0
    return await following(thing)


NAME = NAME_chain(NAME_counted)
""",
        _AWAIT,
        _FUNCTOOLS,
    ),
    Hop(
        """
async def NAME(thing):  #0
    async with AsyncExitStack() as stack:
        stack.push_async_callback(NAME_go, thing)
    return 1


async def NAME_go(thing):  #1
    CALL
""",
        _AWAIT,
        ("from contextlib import AsyncExitStack",),
    ),
)
