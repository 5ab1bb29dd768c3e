from fastapi import Depends, FastAPI, HTTPException
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from db import Item, get_db

app = FastAPI()


@app.post("/items")
def create(db: Session = Depends(get_db)):  # -> converted-def
    if not db.query(Item).count():
        return {"created": False}
    try:
        db.add(Item(name="a"))
        db.commit()
    except IntegrityError:
        print("not stored")
    raise HTTPException(409)
