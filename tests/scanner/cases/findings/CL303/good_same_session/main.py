from fastapi import Depends, FastAPI
from sqlalchemy.orm import Session

from db import Author, Book, get_db


def load_author(db, key):  # -> converted-def
    return db.get(Author, key)


app = FastAPI()


@app.put("/books/{key}")
def assign(key: int, db: Session = Depends(get_db)):  # -> converted-def
    db.get(Book, key).author = load_author(db, 1)
    return {}


@app.put("/authors/{key}/books")
def extend(key: int, db: Session = Depends(get_db)):  # -> converted-def
    author = load_author(db, key)
    author.books += [Book(title="x")]
    db.commit()
    return {}
