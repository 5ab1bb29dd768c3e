from fastapi import Depends, FastAPI
from sqlalchemy.orm import Session

from db import Item, get_db

app = FastAPI()


@app.post("/items")
async def create(db: Session = Depends(get_db)):  # -> blocking-async (handler)
    with db.begin():
        db.add(Item(name="a"))
    return {}
