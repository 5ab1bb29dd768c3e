from fastapi import FastAPI
from sqlalchemy import insert, select, update

from db import Item

app = FastAPI()


@app.get("/statement")
async def statement():  # -> native-async (no-io)
    query = select(Item).where(Item.name == "x").order_by(Item.id).limit(3)
    change = update(Item).values(name="y")
    return [str(query), str(change), str(insert(Item))]
