import functools
import inspect

from sqlalchemy import create_engine, text
from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine
from sqlalchemy.orm import sessionmaker

Local = sessionmaker(create_engine("sqlite://"))
ALocal = async_sessionmaker(create_async_engine("sqlite+aiosqlite://"))


def with_session(function):
    if inspect.iscoroutinefunction(function):

        @functools.wraps(function)
        async def wrapper(*args, **kwargs):  # -> native-async
            if kwargs.get("session") is not None:
                return await function(*args, **kwargs)
            async with ALocal() as session:
                return await function(*args, session=session, **kwargs)

        return wrapper

    @functools.wraps(function)
    def wrapper(*args, **kwargs):  # -> blocking-async
        with Local() as session:
            return function(session, *args, **kwargs)

    return wrapper


class transactional:
    def __init__(self, *, readonly=False):
        self.readonly = readonly

    def __call__(self, function):
        @functools.wraps(function)
        def inner(self_, *args, **kwargs):  # -> blocking-async
            result = function(self_, *args, **kwargs)
            if not self.readonly:
                self_.session.commit()
            return result

        return inner


def inject(**providers):
    def decorate(function):
        @functools.wraps(function)
        def inner(*args, **kwargs):  # -> blocking-async
            for name, provider in providers.items():
                kwargs.setdefault(name, provider())
            return function(*args, **kwargs)

        return inner

    return decorate


def traced(prefix):
    def decorate(cls):
        for name, value in list(vars(cls).items()):
            if callable(value) and not name.startswith("_"):
                setattr(cls, name, _wrap(prefix, value))
        return cls

    return decorate


def _wrap(prefix, function):
    @functools.wraps(function)
    def traced_call(*args, **kwargs):  # -> blocking-async
        return function(*args, **kwargs)

    return traced_call
