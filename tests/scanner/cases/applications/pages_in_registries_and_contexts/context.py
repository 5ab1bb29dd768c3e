from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps

from sqlalchemy import create_engine
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import Session, scoped_session, sessionmaker

engine = create_engine("postgresql+psycopg://cms@db/cms")
make_session = sessionmaker(engine)
async_engine = create_async_engine("postgresql+asyncpg://cms@db/cms")
make_async = async_sessionmaker(async_engine, expire_on_commit=False)
request_id: ContextVar[str] = ContextVar("request_id", default="")
current: ContextVar[Session] = ContextVar("session")
current_async: ContextVar[AsyncSession] = ContextVar("async_session")
Scoped = scoped_session(make_session, scopefunc=request_id.get)


def session() -> Session:
    return current.get()


@contextmanager
def session_scope():  # -> blocking-async
    made = make_session()
    token = current.set(made)
    try:
        yield made
        made.commit()
    except BaseException:
        made.rollback()
        raise
    finally:
        current.reset(token)
        made.close()


def transactional(function):
    @wraps(function)
    def wrapper(*args, **kwargs):  # -> blocking-async
        with session_scope():
            return function(*args, **kwargs)

    return wrapper


def async_transactional(function):
    @wraps(function)
    async def wrapper(*args, **kwargs):  # -> native-async
        async with make_async() as made:
            token = current_async.set(made)
            try:
                result = await function(*args, **kwargs)
                await made.commit()
                return result
            finally:
                current_async.reset(token)

    return wrapper
