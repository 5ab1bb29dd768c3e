from fastapi import FastAPI
from sqlalchemy.orm import scoped_session

from db import Item, SessionLocal

db_session = scoped_session(SessionLocal)
app = FastAPI()


@app.get("/count")
async def count():  # -> blocking-async (handler) via sqlalchemy.orm.Query.count
    total = db_session.query(Item).count()
    db_session.remove()
    return total
