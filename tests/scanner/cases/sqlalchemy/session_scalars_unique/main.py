from fastapi import Depends, FastAPI
from sqlalchemy import select
from sqlalchemy.orm import Session

from db import Item, get_db

app = FastAPI()


@app.get("/names")
async def names(db: Session = Depends(get_db)):  # -> blocking-async (handler) via sqlalchemy.orm.Session.scalars
    return [i.name for i in db.scalars(select(Item)).unique().all()]
