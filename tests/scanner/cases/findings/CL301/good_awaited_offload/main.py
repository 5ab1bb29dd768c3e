from fastapi import Depends, FastAPI
from fastapi.concurrency import run_in_threadpool
from sqlalchemy.orm import Session

from db import Item, get_db


def count(db):  # -> converted-def
    return db.query(Item).count()


app = FastAPI()


@app.get("/count")
async def read(db: Session = Depends(get_db)):  # -> native-async
    return await run_in_threadpool(count, db)
