import asyncio

from fastapi import Depends, FastAPI
from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from db import Author, Book, get_db


def load(db):  # -> converted-def
    eager = joinedload(Book.author).selectinload(Author.books)
    return db.scalars(select(Book).options(eager)).unique().all()


app = FastAPI()


@app.get("/books")
async def read(db: Session = Depends(get_db)):  # -> native-async (offloaded)
    books = await asyncio.to_thread(load, db)
    return [len(book.author.books) for book in books]
