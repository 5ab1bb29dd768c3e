from fastapi import Depends, FastAPI
from sqlalchemy.orm import Session

from db import Item, get_db

app = FastAPI()


@app.put("/items/{key}")
async def put(key: int, db: Session = Depends(get_db)):  # -> blocking-async (handler) via sqlalchemy.orm.Session.merge
    merged = db.merge(Item(id=key, name="m"))
    return {"id": merged.id}
