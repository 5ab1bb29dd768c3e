from dataclasses import dataclass

from fastapi import Depends, FastAPI
from sqlalchemy.orm import Session

from db import Item, get_db


@dataclass
class Context:
    db: Session
    user: str = "ann"


def get_context(db: Session = Depends(get_db)) -> Context:
    return Context(db=db)


app = FastAPI()


@app.get("/count")
async def count(ctx: Context = Depends(get_context)):  # -> blocking-async (handler) via sqlalchemy.orm.Query.count
    return ctx.db.query(Item).count()


@app.get("/user")
async def user(ctx: Context = Depends(get_context)):  # -> native-async (no-io)
    return ctx.user
