from fastapi import Depends, FastAPI

from db import Item, get_db


async def load(db, key):  # -> native-async
    return await db.get(Item, key)


app = FastAPI()


@app.get("/items/{key}")
async def read(key: int, db=Depends(get_db)):  # -> native-async (async-io)
    item = await load(db, key)
    return {"name": item.name}
