import asyncio

from fastapi import Depends, FastAPI
from sqlalchemy.orm import Session, joinedload

from db import Book, get_db


def load(db):  # -> converted-def
    return db.query(Book).options(joinedload(Book.author)).all()


app = FastAPI()


@app.get("/books")
async def read(db: Session = Depends(get_db)):  # -> native-async (offloaded)
    books = await asyncio.to_thread(load, db)
    return [{"title": b.title, "author": b.author.name} for b in books]
