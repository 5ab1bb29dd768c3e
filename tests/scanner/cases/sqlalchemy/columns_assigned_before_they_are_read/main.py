"""What was assigned to a deferred or an expired column need not be fetched, until the next commit."""

from db import Author, get_db
from fastapi import Depends, FastAPI
from fastapi.concurrency import run_in_threadpool
from sqlalchemy.orm import Session

app = FastAPI()


def fill(author):
    author.bio = "b"
    return author


async def loaded(db: Session = Depends(get_db)):  # -> native-async
    return await run_in_threadpool(db.get, Author, 1)


async def saved(db: Session = Depends(get_db)):  # -> native-async
    author = await run_in_threadpool(db.get, Author, 1)
    author.name = "n"
    await run_in_threadpool(db.commit)
    return author


@app.get("/assigned")
async def assigned(author=Depends(loaded)):  # -> native-async
    author.bio = "b"
    return author.bio


@app.get("/deferred")
async def deferred(author=Depends(loaded)):  # -> blocking-async
    return author.bio


@app.get("/filled")
async def filled(author=Depends(loaded)):  # -> native-async
    return fill(author).bio


@app.get("/filled/sometimes")
async def filled_sometimes(on: bool = False, author=Depends(loaded)):  # -> blocking-async
    if on:
        author.bio = "b"
    return author.bio


@app.get("/expired")
async def expired(db: Session = Depends(get_db)):  # -> native-async
    author = await run_in_threadpool(db.get, Author, 1)
    db.expire(author)
    author.name = "n"
    return author.name


@app.get("/expired/other")
async def expired_other(db: Session = Depends(get_db)):  # -> blocking-async
    author = await run_in_threadpool(db.get, Author, 1)
    db.expire(author)
    author.name = "n"
    return author.id


@app.get("/committed")
async def committed(author=Depends(saved)):  # -> blocking-async
    return author.name
