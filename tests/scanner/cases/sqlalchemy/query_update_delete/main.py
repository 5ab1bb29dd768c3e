from fastapi import Depends, FastAPI
from sqlalchemy.orm import Session

from db import Item, get_db

app = FastAPI()


@app.post("/rename")
async def rename(db: Session = Depends(get_db)):  # -> blocking-async (handler) via sqlalchemy.orm.Query.update
    return db.query(Item).filter(Item.id == 1).update({"name": "z"})


@app.post("/clear")
async def clear(db: Session = Depends(get_db)):  # -> blocking-async (handler) via sqlalchemy.orm.Query.delete
    return db.query(Item).filter(Item.id == 99).delete()
