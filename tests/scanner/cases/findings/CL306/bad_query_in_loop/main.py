from fastapi import Depends, FastAPI
from sqlalchemy.orm import Session

from db import Author, Book, get_db

app = FastAPI()


@app.get("/books")
def books(db: Session = Depends(get_db)):  # -> converted-def
    found = []
    for book in db.query(Book).all():
        author = db.get(Author, book.author_id)  # !! CL306
        found.append({"title": book.title, "author": author.name})
    return found
