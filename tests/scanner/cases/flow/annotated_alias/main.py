from typing import Annotated

from fastapi import Depends, FastAPI
from sqlalchemy.orm import Session

from db import Item, get_db

Db = Annotated[Session, Depends(get_db)]
app = FastAPI()


@app.get("/count")
async def count(db: Db):  # -> blocking-async (handler) via sqlalchemy.orm.Query.count
    return db.query(Item).count()


@app.get("/threaded")
def threaded(db: Db):  # -> converted-def
    return db.query(Item).count()
