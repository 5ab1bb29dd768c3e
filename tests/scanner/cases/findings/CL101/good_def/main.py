from fastapi import Depends, FastAPI
from sqlalchemy.orm import Session

from db import Item, get_db

app = FastAPI()


@app.get("/count")
def count(db: Session = Depends(get_db)):  # -> converted-def
    return db.query(Item).count()
