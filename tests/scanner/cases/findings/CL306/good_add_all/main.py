from fastapi import Depends, FastAPI
from sqlalchemy.orm import Session

from db import Item, get_db

app = FastAPI()


@app.post("/items")
def create(db: Session = Depends(get_db)):  # -> converted-def
    for number in range(3):
        db.add(Item(name=str(number)))
    db.commit()
    return {}
