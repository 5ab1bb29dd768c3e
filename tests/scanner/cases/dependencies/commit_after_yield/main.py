"""The end of a yielding dependency runs after the handler, where the dependency runs."""

import asyncio
import contextlib

from fastapi import Depends, FastAPI
from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session, sessionmaker

SessionLocal = sessionmaker(create_engine("postgresql://app@db/app"))


def in_thread():  # -> converted-def
    db = SessionLocal()
    try:
        yield db
        db.commit()
    except Exception:
        db.rollback()
        raise
    finally:
        db.close()


async def on_loop():  # -> blocking-async
    db = SessionLocal()
    try:
        yield db
        db.commit()
    finally:
        db.close()


@contextlib.contextmanager
def transaction(db: Session):  # -> blocking-async
    yield db
    db.commit()


def count(db):  # -> converted-def
    return db.execute(text("select 1")).scalar()


app = FastAPI()


@app.get("/thread")
async def thread(db: Session = Depends(in_thread)):  # -> native-async
    return db is not None


@app.get("/loop")
def loop(db: Session = Depends(on_loop)):  # -> blocking-async
    return db.execute(text("select 1")).scalar()


@app.get("/inner")
async def inner(db: Session = Depends(in_thread)):  # -> blocking-async
    with transaction(db):
        return await asyncio.to_thread(count, db)


@app.get("/read")
def read(db: Session = Depends(in_thread)):  # -> converted-def
    return db.execute(text("select 1")).scalar()
