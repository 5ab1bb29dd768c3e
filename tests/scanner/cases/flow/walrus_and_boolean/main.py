from fastapi import Depends, FastAPI

from db import Item, SessionLocal, get_db


def pick(session):  # -> blocking-async via sqlalchemy.orm.Query.first
    if found := (session or SessionLocal()).query(Item).first():
        return found.name
    return None


app = FastAPI()


@app.get("/first")
async def first(db=Depends(get_db)):  # -> blocking-async (helper) via sqlalchemy.orm.Query.first
    return pick(db)
