from contextlib import contextmanager

from sqlalchemy import create_engine
from sqlalchemy.orm import Session, sessionmaker

engine = create_engine("sqlite://")
Keep = sessionmaker(engine, expire_on_commit=False)
Expire = sessionmaker(engine)


def keep():
    with Keep() as s:
        yield s


def expire():
    with Expire() as s:
        yield s


@contextmanager
def transaction():  # -> blocking-async
    with Expire.begin() as s:
        yield s
