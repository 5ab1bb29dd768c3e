import asyncio

from fastapi import Depends, FastAPI
from sqlalchemy.orm import Session

from db import Item, get_db

app = FastAPI()


@app.get("/count")
async def count(db: Session = Depends(get_db)):  # -> native-async
    return await asyncio.to_thread(lambda: {"count": db.query(Item).count()})  # !! CL107
