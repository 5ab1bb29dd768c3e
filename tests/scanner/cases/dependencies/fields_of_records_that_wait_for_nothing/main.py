"""Fields of records that are dependencies which wait for nothing, or in threads."""

import time
from dataclasses import dataclass
from typing import Annotated

import attrs
from fastapi import Depends, FastAPI, Query
from pydantic import AfterValidator, BaseModel
from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session, sessionmaker

app = FastAPI()
make = sessionmaker(create_engine("sqlite://"))


def checked(word="x"):
    time.sleep(0.001)
    return word


async def user(token: str = "x"):
    return checked(token)


async def nobody():
    return ""


def get_db():
    with make() as db:
        yield db


@dataclass
class Asked:
    user: str = Depends(user)
    q: str = ""


@dataclass
class Unasked(Asked):
    user: str = Depends(nobody)


@dataclass
class Rows:
    db: Session = Depends(get_db)
    page: int = 1

    def count(self):  # -> converted-def
        return len(self.db.execute(text("select 1")).all())


@dataclass
class Replaced:
    q: Annotated[str, AfterValidator(checked)] = Query("x")


class Filter(BaseModel):
    q: Annotated[str, AfterValidator(checked)] = "x"


@attrs.define
class Both:
    rows: Rows = Depends()
    asked: Unasked = Depends()


@app.get("/unasked")
async def unasked(params: Unasked = Depends(Unasked)):  # -> native-async
    return params.q


@app.get("/rows/def")
def rows_def(params: Annotated[Rows, Depends()]):  # -> converted-def
    return params.count()


@app.get("/replaced")
async def replaced(params: Replaced = Depends()):  # -> native-async
    return params.q


@app.get("/both")
async def both(params: Both = Depends()):  # -> native-async
    return params.asked.q


@app.get("/both/def")
def both_def(params: Both = Depends()):  # -> converted-def
    return params.asked.q
