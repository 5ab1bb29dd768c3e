from fastapi import Depends, FastAPI
from sqlalchemy.orm import Session

from db import Item, get_db

app = FastAPI()


@app.post("/items")
async def stage(db: Session = Depends(get_db)):  # -> native-async (no-io)
    item = Item(name="a")
    db.add(item)
    db.expunge(item)
    db.add_all([Item(name="b")])
    return {"new": len(db.new), "open": item in db}
