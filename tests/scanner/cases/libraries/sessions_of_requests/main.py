"""A middleware opens a session for each request; jobs that are repeated run where their colour says."""

import asyncio
import time

from fastapi import FastAPI
from fastapi_sqlalchemy import DBSessionMiddleware, db
from fastapi_utils.tasks import repeat_every
from models import User, new
from sqlalchemy import create_engine

engine = create_engine("postgresql+psycopg2://app@db.test/app")
app = FastAPI()
app.add_middleware(DBSessionMiddleware, custom_engine=engine)


@app.on_event("startup")
@repeat_every(seconds=60)
async def tick():  # -> blocking-async via time.sleep
    time.sleep(0.01)


class Users:
    def __init__(self, session):
        self.session = session

    def names(self):  # -> blocking-async via sqlalchemy.orm.Query.all
        return [user.name for user in self.session.query(User).all()]


@app.get("/names")
async def names():  # -> blocking-async (helper) via sqlalchemy.orm.Query.all
    return Users(db.session).names()


def store():  # -> blocking-async via sqlalchemy.orm.Session.commit
    with db(commit_on_exit=True):
        db.session.add(new())


@app.post("/stored")
async def stored():  # -> blocking-async (helper) via sqlalchemy.orm.Session.commit
    store()
    await asyncio.sleep(0)


@app.post("/added")
async def added():  # -> native-async (no-io)
    with db(commit_on_exit=False):
        db.session.add(new())
        await asyncio.sleep(0)


@app.post("/kept")
async def kept():  # -> native-async (no-io)
    with db():
        db.session.add(new())
        await asyncio.sleep(0)
