"""The session of a request, used in worker threads alone; so are jobs that are plain functions."""

import asyncio
import time

from fastapi import Depends, FastAPI
from fastapi_sqlalchemy import DBSessionMiddleware, db
from fastapi_utils.tasks import repeat_every
from models import User, new
from sqlalchemy import create_engine

engine = create_engine("postgresql+psycopg2://app@db.test/app")
app = FastAPI()
app.add_middleware(DBSessionMiddleware, custom_engine=engine)


@app.on_event("startup")
@repeat_every(seconds=60)
def clean():  # -> converted-def via time.sleep
    time.sleep(0.01)


@repeat_every(seconds=5)
def measure():  # -> converted-def via time.sleep
    time.sleep(0.01)


@app.on_event("startup")
async def begin():  # -> native-async
    await measure()


def newest():  # -> converted-def via sqlalchemy.orm.Query.first
    return db.session.query(User).order_by(User.id.desc()).first()


@app.get("/names")
def names():  # -> converted-def
    return [user.name for user in db.session.query(User)]


@app.get("/newest")
async def read_newest(user=Depends(newest)):  # -> native-async (offloaded)
    return user.name


def store():  # -> converted-def via sqlalchemy.orm.Session.commit
    with db(commit_on_exit=True):
        db.session.add(new())


@app.post("/stored")
async def stored():  # -> native-async (offloaded)
    await asyncio.to_thread(store)


@app.get("/statement")
async def statement():  # -> native-async (no-io)
    return str(db.session.query(User).filter(User.id == 1))
