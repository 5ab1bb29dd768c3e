from fastapi import Depends, FastAPI
from sqlalchemy.orm import Session

from db import Book, get_db


def book(key: int, db: Session = Depends(get_db)) -> Book:  # -> converted-def
    return db.get(Book, key)


app = FastAPI()


@app.get("/books/{key}")
async def read(found: Book = Depends(book)):  # -> native-async
    return {"title": found.title, "author": found.author_id}
