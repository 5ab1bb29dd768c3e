from fastapi import Depends, FastAPI

from db import Item, get_db


def context(db=Depends(get_db)):
    return {"db": db, "flags": {"beta": True}}


app = FastAPI()


@app.get("/items")
async def items(ctx: dict = Depends(context)):  # -> blocking-async (handler) via sqlalchemy.orm.Query.first
    return {"first": ctx["db"].query(Item).first().name}


@app.get("/flags")
async def flags(ctx: dict = Depends(context)):  # -> native-async (no-io)
    return {"beta": ctx["flags"].get("beta")}
