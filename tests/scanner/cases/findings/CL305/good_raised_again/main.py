from fastapi import Depends, FastAPI, HTTPException
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from db import Item, get_db

app = FastAPI()


@app.post("/items")
def create(db: Session = Depends(get_db)):  # -> converted-def
    try:
        db.add(Item(name="a"))
        db.commit()
    except IntegrityError as error:
        raise HTTPException(409) from error
    return {"created": True}
