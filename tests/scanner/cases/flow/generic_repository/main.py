from typing import Generic, TypeVar

from fastapi import Depends, FastAPI
from sqlalchemy.orm import Session

from db import Base, Item, get_db

M = TypeVar("M", bound=Base)


class Repository(Generic[M]):
    model: type[M]

    def __init__(self, session: Session) -> None:
        self.session = session

    def get(self, key: int) -> M | None:  # -> blocking-async via sqlalchemy.orm.Session.get
        return self.session.get(self.model, key)


class ItemRepository(Repository[Item]):
    model = Item


app = FastAPI()


@app.get("/items/{key}")
async def item(key: int, session: Session = Depends(get_db)):  # -> blocking-async (helper) via sqlalchemy.orm.Session.get
    found = ItemRepository(session).get(key)
    return {"name": found.name}
