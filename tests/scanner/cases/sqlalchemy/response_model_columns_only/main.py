from fastapi import Depends, FastAPI
from pydantic import BaseModel, ConfigDict
from sqlalchemy.orm import Session

from db import Author, get_db


class AuthorOut(BaseModel):
    model_config = ConfigDict(from_attributes=True)
    id: int
    name: str


def author(key: int, db: Session = Depends(get_db)):  # -> converted-def
    return db.get(Author, key)


app = FastAPI()


@app.get("/authors/{key}", response_model=AuthorOut)
async def read(found=Depends(author)):  # -> native-async
    return found
