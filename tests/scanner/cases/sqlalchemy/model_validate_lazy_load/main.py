from fastapi import Depends, FastAPI
from pydantic import BaseModel, ConfigDict
from sqlalchemy.orm import Session

from db import Author, get_db


class BookOut(BaseModel):
    model_config = ConfigDict(from_attributes=True)
    title: str


class AuthorOut(BaseModel):
    model_config = ConfigDict(from_attributes=True)
    books: list[BookOut]


def author(key: int, db: Session = Depends(get_db)):  # -> converted-def
    return db.get(Author, key)


app = FastAPI()


@app.get("/authors/{key}")
async def read(found=Depends(author)):  # -> blocking-async
    return AuthorOut.model_validate(found).model_dump()
