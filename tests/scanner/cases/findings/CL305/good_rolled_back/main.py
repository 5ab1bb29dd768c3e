from fastapi import Depends, FastAPI
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from db import Item, get_db

app = FastAPI()


@app.post("/items")
def create(db: Session = Depends(get_db)):  # -> converted-def
    try:
        db.add(Item(name="a"))
        db.commit()
    except IntegrityError:
        db.rollback()
        return {"created": False}
    return {"created": True}
