from fastapi import Depends, FastAPI

from db import Item, get_db


def context(db=Depends(get_db)):
    return db, {"user": "ann"}


app = FastAPI()


@app.get("/items")
async def items(ctx=Depends(context)):  # -> blocking-async (handler) via sqlalchemy.orm.Query.all
    db, user = ctx
    return {"user": user, "items": [i.name for i in db.query(Item).all()]}
