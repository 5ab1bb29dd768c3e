import asyncio

from fastapi import Depends, FastAPI
from sqlalchemy.orm import Session

from db import Author, Book, get_db


def load(db):  # -> converted-def
    return db.query(Book).join(Book.author).filter(Author.name != "").all()


app = FastAPI()


@app.get("/books")
async def read(db: Session = Depends(get_db)):  # -> blocking-async
    return [book.author.name for book in await asyncio.to_thread(load, db)]
