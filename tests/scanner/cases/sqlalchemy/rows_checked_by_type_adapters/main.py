"""A type adapter reads the fields of its models off the rows it is given."""

import typing

from db import Author, get_db
from fastapi import Depends, FastAPI
from fastapi.concurrency import run_in_threadpool
from pydantic import BaseModel, ConfigDict
from sqlalchemy import select
from sqlalchemy.orm import selectinload

app = FastAPI()
from pydantic import TypeAdapter


class Title(BaseModel):
    title: str


class Full(BaseModel):
    name: str
    books: list[Title]


class Short(BaseModel):
    model_config = ConfigDict(from_attributes=True)
    name: str


class Shortened(Full):
    books: typing.ClassVar[list] = []


full, short, one = TypeAdapter(list[Full]), TypeAdapter(list[Short]), TypeAdapter(Full)


def load(db, *options):  # -> converted-def
    return db.scalars(select(Author).options(*options)).all()


@app.get("/full")
async def read_full(db=Depends(get_db)):  # -> blocking-async
    return full.validate_python(await run_in_threadpool(load, db), from_attributes=True)


@app.get("/full/loaded")
async def read_loaded(db=Depends(get_db)):  # -> native-async
    rows = await run_in_threadpool(load, db, selectinload(Author.books))
    return full.validate_python(rows, from_attributes=True)


@app.get("/short")
async def read_short(db=Depends(get_db)):  # -> native-async
    return short.validate_python(await run_in_threadpool(load, db))


@app.get("/one")
async def read_one(db=Depends(get_db)):  # -> blocking-async
    rows = await run_in_threadpool(load, db)
    return one.validate_python(rows[0], from_attributes=True)


@app.get("/shortened")
async def read_shortened(db=Depends(get_db)):  # -> native-async
    rows = await run_in_threadpool(load, db)
    return Shortened.model_validate(rows[0], from_attributes=True)
