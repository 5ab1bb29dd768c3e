from fastapi import Depends, FastAPI
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db import Item, get_db

app = FastAPI()


@app.get("/count")
async def count(db: Session = Depends(get_db)):  # -> blocking-async (handler) via sqlalchemy.orm.Session.scalar
    return db.scalar(select(func.count()).select_from(Item))
