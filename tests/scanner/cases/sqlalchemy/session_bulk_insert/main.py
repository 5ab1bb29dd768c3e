from fastapi import Depends, FastAPI
from sqlalchemy.orm import Session

from db import Item, get_db

app = FastAPI()


@app.post("/items")
async def create(db: Session = Depends(get_db)):  # -> blocking-async (handler) via sqlalchemy.orm.Session.bulk_save_objects
    db.bulk_save_objects([Item(name="a"), Item(name="b")])
    return {}
