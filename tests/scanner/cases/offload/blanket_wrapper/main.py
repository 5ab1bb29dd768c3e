from fastapi import Depends, FastAPI
from fastapi.concurrency import run_in_threadpool
from sqlalchemy.orm import Session

from db import Item, get_db

app = FastAPI()


def _list_items(db):  # -> converted-def
    return [item.name for item in db.query(Item).all()]


@app.get("/items")
async def list_items(db: Session = Depends(get_db)):  # -> native-async (offloaded)
    return await run_in_threadpool(_list_items, db)
