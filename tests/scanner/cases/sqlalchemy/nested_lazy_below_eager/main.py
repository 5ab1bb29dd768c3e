import asyncio

from fastapi import Depends, FastAPI
from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from db import Author, Book, get_db


def load(db):  # -> converted-def
    return db.scalars(select(Book).options(selectinload(Book.author))).all()


app = FastAPI()


@app.get("/books")
async def read(db: Session = Depends(get_db)):  # -> blocking-async
    books = await asyncio.to_thread(load, db)
    return [len(book.author.books) for book in books]
