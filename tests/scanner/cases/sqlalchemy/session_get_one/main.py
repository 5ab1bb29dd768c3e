from fastapi import Depends, FastAPI
from sqlalchemy.orm import Session

from db import Item, get_db

app = FastAPI()


@app.get("/items/{key}")
async def read(key: int, db: Session = Depends(get_db)):  # -> blocking-async (handler) via sqlalchemy.orm.Session.get_one
    return {"name": db.get_one(Item, key).name}
