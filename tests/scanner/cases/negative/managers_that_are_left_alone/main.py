"""``nullcontext`` hands out what it is given and neither enters nor leaves it; what nobody iterates is not run."""

import contextlib
import itertools
import time

from fastapi import Depends, FastAPI
from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session, sessionmaker

app = FastAPI()
Maker = sessionmaker(create_engine("postgresql+psycopg://app@db/app"))


class Lease:
    def __enter__(self):  # -> converted-def
        time.sleep(0.001)
        return self

    def __exit__(self, *exc):  # -> converted-def
        time.sleep(0.001)


def transaction(db: Session, nested: bool):
    return contextlib.nullcontext(db.get_transaction()) if nested else db.begin()


def numbers():
    time.sleep(0.001)
    yield 1


def session():
    with Maker() as db:
        yield db


@app.get("/lease")
async def lease():  # -> native-async
    with contextlib.nullcontext(Lease()) as held:
        return type(held).__name__


@app.get("/lease/async")
async def lease_async():  # -> native-async
    async with contextlib.nullcontext(Lease()) as held:
        return type(held).__name__


@app.get("/taken")
def taken():  # -> converted-def
    with Lease():
        return 1


@app.get("/nested")
def nested(db: Session = Depends(session)):  # -> converted-def
    with transaction(db, False):
        return db.scalar(text("select 1"))


@app.get("/chain")
async def chain():  # -> native-async
    waiting = itertools.chain.from_iterable([numbers(), numbers()])
    return type(waiting).__name__
