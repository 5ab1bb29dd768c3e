from fastapi import Depends, FastAPI
from sqlalchemy.orm import Session

from db import Author, Book, get_db


def author_of(db, book):  # -> converted-def
    return db.get(Author, book.author_id).name  # !| CL306


app = FastAPI()


@app.get("/books")
def books(db: Session = Depends(get_db)):  # -> converted-def
    return [author_of(db, book) for book in db.query(Book).all()]  # !| CL306
