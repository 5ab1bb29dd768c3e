from fastapi import Depends, FastAPI
from sqlalchemy.orm import Session

from db import Book, get_db

app = FastAPI()


@app.get("/books")
def books(db: Session = Depends(get_db)):  # -> converted-def
    found = db.query(Book).all()
    return [book.author.name for book in found]  # !! CL306
