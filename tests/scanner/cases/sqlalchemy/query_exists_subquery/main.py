from fastapi import Depends, FastAPI
from sqlalchemy.orm import Session

from db import Item, get_db

app = FastAPI()


@app.get("/sql")
async def sql(db: Session = Depends(get_db)):  # -> native-async (no-io)
    inner = db.query(Item.id).filter(Item.name == "x").subquery()
    there = db.query(Item).filter(Item.id == 1).exists()
    return {"sql": str(db.query(inner)), "exists": str(there)}
