from fastapi import Depends, FastAPI
from sqlalchemy.orm import Session

from db import Item, SessionLocal, get_db

other = SessionLocal()


def load(key):  # -> converted-def
    return other.get(Item, key)


app = FastAPI()


@app.put("/items/{key}")
def touch(key: int, db: Session = Depends(get_db)):  # -> converted-def
    item = load(key)
    db.add(item)  # !! CL303
    return {}
