from fastapi import Depends, FastAPI

from db import Item, get_db


def finder(db):
    def find(key):
        return db.get(Item, key)

    return find


app = FastAPI()


@app.get("/items")
async def item(db=Depends(get_db)):  # -> native-async (no-io)
    find = finder(db)
    return {"name": find.__name__}
