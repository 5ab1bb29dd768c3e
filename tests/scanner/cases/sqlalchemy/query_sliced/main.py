from fastapi import Depends, FastAPI
from sqlalchemy.orm import Session

from db import Item, get_db

app = FastAPI()


@app.get("/page")
async def page(db: Session = Depends(get_db)):  # -> blocking-async (handler)
    return [item.name for item in db.query(Item).order_by(Item.id)[0:1]]
