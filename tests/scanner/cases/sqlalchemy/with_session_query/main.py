from fastapi import FastAPI
from sqlalchemy import select
from sqlalchemy.orm import Session

from db import Item, engine

app = FastAPI()


@app.get("/first")
async def first():  # -> blocking-async (handler) via sqlalchemy.orm.Session.execute
    with Session(engine) as session:
        row = session.execute(select(Item.name)).first()
    return {"name": row[0]}
