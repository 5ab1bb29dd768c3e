import asyncio

from fastapi import Depends, FastAPI
from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from db import Author, get_db


def load(db, key):  # -> converted-def
    statement = select(Author).where(Author.id == key).options(selectinload(Author.books))
    return db.scalars(statement).one()


app = FastAPI()


@app.get("/authors/{key}/shelf")
async def read(key: int, db: Session = Depends(get_db)):  # -> blocking-async
    author = await asyncio.to_thread(load, db, key)
    return [place.name for place in author.places]
