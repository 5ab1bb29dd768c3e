from fastapi import Depends, FastAPI

from db import get_db


class Cache:
    def get(self, key):
        return key


def context(db=Depends(get_db)):
    return db, Cache()


app = FastAPI()


@app.get("/items")
async def items(ctx=Depends(context)):  # -> native-async (no-io)
    _, cache = ctx
    return {"items": cache.get("items")}
