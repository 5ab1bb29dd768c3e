import functools
import inspect
from typing import Any, Awaitable, Callable, ParamSpec, TypeVar, overload

P = ParamSpec("P")
R = TypeVar("R")


@overload
def cached(backend: Any, ttl: int = 60) -> Callable[[Callable[P, Awaitable[R]]], Callable[P, Awaitable[R]]]: ...
@overload
def cached(backend: Any, ttl: int = 60) -> Callable[[Callable[P, R]], Callable[P, R]]: ...
def cached(backend, ttl=60):
    def decorate(function):
        if inspect.iscoroutinefunction(function):
            async_backend = inspect.iscoroutinefunction(backend.get)

            @functools.wraps(function)
            async def wrapper(*args: P.args, **kwargs: P.kwargs):  # -> blocking-async
                key = make_key(function, args, kwargs)
                hit = await backend.get(key) if async_backend else backend.get(key)
                if hit is not None:
                    return hit
                value = await function(*args, **kwargs)
                if async_backend:
                    await backend.set(key, value, ttl)
                else:
                    backend.set(key, value, ttl)
                return value

            return wrapper

        @functools.wraps(function)
        def wrapper(*args, **kwargs):  # -> blocking-async
            key = make_key(function, args, kwargs)
            hit = backend.get(key)
            if hit is not None:
                return hit
            value = function(*args, **kwargs)
            backend.set(key, value, ttl)
            return value

        return wrapper

    return decorate


def make_key(function, args, kwargs):
    return f"{function.__module__}.{function.__qualname__}:{args}:{sorted(kwargs.items())}"


class memoize:
    def __init__(self, function):
        functools.update_wrapper(self, function)
        self.function = function
        self.values = {}

    def __call__(self, *args):  # -> blocking-async
        if args not in self.values:
            self.values[args] = self.function(*args)
        return self.values[args]

    def __get__(self, instance, owner):
        return self if instance is None else functools.partial(self, instance)
