from fastapi import Depends, FastAPI

from db import Item, get_db


def list_items(db):  # -> converted-def
    return [i.name for i in db.query(Item).order_by(Item.name).all()]


app = FastAPI()


@app.get("/items")
def items(db=Depends(get_db)):  # -> converted-def (born-def)
    return list_items(db)
