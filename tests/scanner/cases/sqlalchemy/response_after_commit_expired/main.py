from fastapi import Depends, FastAPI
from pydantic import BaseModel, ConfigDict
from sqlalchemy.orm import Session

from db import Item, get_db


class ItemOut(BaseModel):
    model_config = ConfigDict(from_attributes=True)
    id: int
    name: str


def create_item(db: Session = Depends(get_db)):  # -> converted-def
    item = Item(name="a")
    db.add(item)
    db.commit()
    return item


app = FastAPI()


@app.post("/items", response_model=ItemOut)
async def create(item=Depends(create_item)):  # -> blocking-async
    return item
