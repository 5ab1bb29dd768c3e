from fastapi import Depends, FastAPI, HTTPException
from sqlalchemy.orm import Session

from db import Item, get_db


def require(db: Session, key: int) -> Item:  # -> blocking-async via sqlalchemy.orm.Query.one_or_none
    item = db.query(Item).filter_by(id=key).one_or_none()
    if item is None:
        raise HTTPException(404)
    return item


app = FastAPI()


@app.get("/items/{key}")
async def read(key: int, db: Session = Depends(get_db)):  # -> blocking-async (helper) via sqlalchemy.orm.Query.one_or_none
    return {"name": require(db, key).name}
