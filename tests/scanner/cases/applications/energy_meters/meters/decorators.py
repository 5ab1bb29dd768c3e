import asyncio
import functools
import inspect
import time
from collections.abc import Callable
from typing import Any


def retry(times: int, delay: float = 0.001) -> Callable:
    def decorate(function: Callable) -> Callable:
        if inspect.iscoroutinefunction(function):

            @functools.wraps(function)
            async def again_async(*args: Any, **kwargs: Any) -> Any:  # -> native-async
                for attempt in range(times):
                    try:
                        return await function(*args, **kwargs)
                    except OSError:
                        await asyncio.sleep(delay * attempt)
                raise RuntimeError("gave up")

            return again_async

        @functools.wraps(function)
        def again(*args: Any, **kwargs: Any) -> Any:  # -> blocking-async
            for attempt in range(times):
                try:
                    return function(*args, **kwargs)
                except OSError as error:
                    error.add_note(f"attempt {attempt}")
            raise RuntimeError("gave up")

        return again

    return decorate


def offloaded(function: Callable) -> Callable:
    @functools.wraps(function)
    async def in_thread(*args: Any, **kwargs: Any) -> Any:  # -> native-async
        return await asyncio.to_thread(function, *args, **kwargs)

    return in_thread


def throttled(seconds: float) -> Callable:
    def decorate(function):
        async def slowly(*args, **kwargs):  # -> blocking-async
            time.sleep(seconds)
            return await function(*args, **kwargs)

        slowly.__signature__ = inspect.signature(function)
        slowly.__name__ = function.__name__
        return slowly

    return decorate


def counted(function):
    counts = {"calls": 0}

    @functools.wraps(function)
    def counting(*args, **kwargs):
        counts["calls"] += 1
        return function(*args, **kwargs)

    counting.counts = counts
    return counting
