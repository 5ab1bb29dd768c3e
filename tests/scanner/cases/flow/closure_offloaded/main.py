import asyncio

from fastapi import Depends, FastAPI

from db import Item, get_db


def finder(db):
    def find(key):  # -> converted-def
        return db.get(Item, key).name

    return find


app = FastAPI()


@app.get("/items/{key}")
async def item(key: int, db=Depends(get_db)):  # -> native-async (offloaded)
    find = finder(db)
    return {"name": await asyncio.to_thread(find, key)}
