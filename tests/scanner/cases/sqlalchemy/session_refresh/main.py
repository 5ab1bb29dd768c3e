from fastapi import Depends, FastAPI
from sqlalchemy.orm import Session

from db import Item, get_db


def load(key: int, db: Session = Depends(get_db)):  # -> converted-def
    return db.get(Item, key)


app = FastAPI()


@app.get("/items/{key}")
async def read(item=Depends(load), db: Session = Depends(get_db)):  # -> blocking-async (handler) via sqlalchemy.orm.Session.refresh
    db.refresh(item)
    return {"name": item.name}
