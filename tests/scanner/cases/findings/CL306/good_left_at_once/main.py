from fastapi import Depends, FastAPI
from sqlalchemy.orm import Session

from db import Author, Book, get_db

app = FastAPI()


def author_of(db, key):  # -> converted-def
    return db.query(Author).filter_by(id=key).one()


@app.get("/author")
def first(db: Session = Depends(get_db)):  # -> converted-def
    for book in db.query(Book).all():
        if book.id:
            author = db.get(Author, book.author_id)
            if author is None:
                return None
            return author_of(db, book.author_id).name
    return None
