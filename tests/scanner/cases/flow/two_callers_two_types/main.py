from fastapi import Depends, FastAPI
from sqlalchemy.orm import Session

from db import Item, get_db


class MemoryStore:
    def get(self, model, key):
        return {"name": "cached"}


def load(store, key):  # -> converted-def
    return store.get(Item, key)


app = FastAPI()


@app.get("/cached/{key}")
async def cached(key: int):  # -> native-async (no-io)
    return load(MemoryStore(), key)


@app.get("/stored/{key}")
def stored(key: int, db: Session = Depends(get_db)):  # -> converted-def
    return {"name": load(db, key).name}
