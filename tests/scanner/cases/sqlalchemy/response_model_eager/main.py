from fastapi import Depends, FastAPI
from pydantic import BaseModel, ConfigDict
from sqlalchemy.orm import Session, joinedload

from db import Book, get_db


class AuthorOut(BaseModel):
    model_config = ConfigDict(from_attributes=True)
    name: str


class BookOut(BaseModel):
    model_config = ConfigDict(from_attributes=True)
    title: str
    author: AuthorOut


def books(db: Session = Depends(get_db)):  # -> converted-def
    return db.query(Book).options(joinedload(Book.author)).all()


app = FastAPI()


@app.get("/books", response_model=list[BookOut])
async def read(found: list = Depends(books)):  # -> native-async
    return found
