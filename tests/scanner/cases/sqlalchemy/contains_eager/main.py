import asyncio

from fastapi import Depends, FastAPI
from sqlalchemy.orm import Session, contains_eager

from db import Author, Book, get_db


def load(db):  # -> converted-def
    return db.query(Book).join(Book.author).options(contains_eager(Book.author)).all()


app = FastAPI()


@app.get("/books")
async def read(db: Session = Depends(get_db)):  # -> native-async (offloaded)
    return [book.author.name for book in await asyncio.to_thread(load, db)]
