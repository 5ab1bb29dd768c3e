import asyncio

from fastapi import Depends, FastAPI
from sqlalchemy.orm import Session

from db import Author, get_db


def load(db: Session, key: int) -> Author:  # -> converted-def
    return db.get(Author, key)


app = FastAPI()


@app.get("/authors/{key}")
async def read(key: int, db: Session = Depends(get_db)):  # -> blocking-async
    author = await asyncio.to_thread(load, db, key)
    return {"books": [book.title for book in author.books]}
