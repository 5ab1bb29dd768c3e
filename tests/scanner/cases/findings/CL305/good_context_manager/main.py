from fastapi import FastAPI
from sqlalchemy.exc import IntegrityError

from db import Item, SessionLocal

app = FastAPI()


@app.post("/items")
def create():  # -> converted-def
    try:
        with SessionLocal.begin() as db:
            db.add(Item(name="a"))
    except IntegrityError:
        return {"created": False}
    return {"created": True}
