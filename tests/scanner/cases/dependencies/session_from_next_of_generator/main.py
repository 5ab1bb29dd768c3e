from fastapi import FastAPI

from db import Item, get_db

app = FastAPI()


@app.get("/count")
async def count():  # -> blocking-async (handler) via sqlalchemy.orm.Query.count
    db = next(get_db())
    return db.query(Item).count()
