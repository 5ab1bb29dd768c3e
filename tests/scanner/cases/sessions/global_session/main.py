from fastapi import FastAPI

from db import Item, SessionLocal

session = SessionLocal()
app = FastAPI()


@app.get("/count")
async def count():  # -> blocking-async (handler) via sqlalchemy.orm.Query.count
    return session.query(Item).count()
