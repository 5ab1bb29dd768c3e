from fastapi import Depends, FastAPI
from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from db import Author, Book, get_db

app = FastAPI()


@app.get("/books")
def books(db: Session = Depends(get_db)):  # -> converted-def
    found = db.query(Book).options(joinedload(Book.author)).all()
    ids = {book.author_id for book in found}
    authors = {a.id: a for a in db.scalars(select(Author).where(Author.id.in_(ids)))}
    return [[book.author.name, authors[book.author_id].name] for book in found]
