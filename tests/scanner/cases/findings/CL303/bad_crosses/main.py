from fastapi import Depends, FastAPI
from sqlalchemy.orm import Session

from db import Author, Book, SessionLocal, get_db


def load_author(key):  # -> converted-def
    with SessionLocal() as session:
        return session.get(Author, key)


app = FastAPI()


@app.put("/books/{key}")
def assign(key: int, db: Session = Depends(get_db)):  # -> converted-def
    author = load_author(1)
    db.get(Book, key).author = author  # !! CL303
    return {}
