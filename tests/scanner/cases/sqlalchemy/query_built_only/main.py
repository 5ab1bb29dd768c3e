from fastapi import Depends, FastAPI
from sqlalchemy.orm import Session

from db import Item, get_db

app = FastAPI()


@app.get("/sql")
async def sql(db: Session = Depends(get_db)):  # -> native-async (no-io)
    query = db.query(Item).filter(Item.name == "x").order_by(Item.id).limit(3).offset(1)
    return {"sql": str(query.statement)}
