from fastapi import Depends, FastAPI
from sqlalchemy.orm import Session

from db import Item, get_db


def crud_get(db: Session, model, key):  # -> blocking-async via sqlalchemy.orm.Session.get
    return db.get(model, key)


app = FastAPI()


@app.get("/items/{key}")
async def read(key: int, db: Session = Depends(get_db)):  # -> blocking-async (helper) via sqlalchemy.orm.Session.get
    first = crud_get(db, Item, key)
    second = crud_get(db, Item, key)
    return {"same": first is second}
