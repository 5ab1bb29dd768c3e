from fastapi import Depends, FastAPI
from sqlalchemy.orm import Session

from db import Item, get_db

app = FastAPI()


@app.get("/count")
async def count(db: Session = Depends(get_db)):  # -> blocking-async (handler)
    return db.query(Item).count()  # !! CL101
