from fastapi import Depends, FastAPI
from sqlalchemy.orm import Session

from db import Item, get_db


def load(key: int, db: Session = Depends(get_db)):  # -> converted-def
    return db.get(Item, key)


app = FastAPI()


@app.delete("/items/{key}")
async def remove(item=Depends(load), db: Session = Depends(get_db)):  # -> native-async
    db.delete(item)
    return {"deleted": len(db.deleted)}
