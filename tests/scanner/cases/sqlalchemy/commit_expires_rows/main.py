from fastapi import Depends, FastAPI
from sqlalchemy.orm import Session

from db import Item, get_db


def create_item(db: Session = Depends(get_db)):  # -> converted-def
    item = Item(name="a")
    db.add(item)
    db.commit()
    return item


app = FastAPI()


@app.post("/items")
async def create(item: Item = Depends(create_item)):  # -> blocking-async
    return {"name": item.name}
