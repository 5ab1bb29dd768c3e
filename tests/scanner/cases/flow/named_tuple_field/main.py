from typing import NamedTuple

from fastapi import Depends, FastAPI
from sqlalchemy.orm import Session

from db import Item, get_db


class Context(NamedTuple):
    db: Session
    user: str


def context(db: Session = Depends(get_db)) -> Context:
    return Context(db, "ann")


app = FastAPI()


@app.get("/first")
async def first(ctx: Context = Depends(context)):  # -> blocking-async (handler) via sqlalchemy.orm.Query.first
    return {"name": ctx.db.query(Item).first().name, "user": ctx[1]}
