from fastapi import Depends, FastAPI
from fastapi.concurrency import run_in_threadpool
from sqlalchemy.orm import Session

from db import Item, get_db

app = FastAPI()


def load(db, key):  # -> converted-def
    return db.get(Item, key)


def rename(db, item, name):  # -> blocking-async via sqlalchemy.orm.Session.commit
    item.name = name
    db.commit()


@app.put("/items/{key}")
async def update(key: int, name: str, db: Session = Depends(get_db)):  # -> blocking-async (helper)
    item = await run_in_threadpool(load, db, key)
    rename(db, item, name)
    return {"ok": True}
