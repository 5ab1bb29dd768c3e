from fastapi import Depends, FastAPI

from db import Item, get_db


class ItemRepository:
    def __init__(self, session):
        self._session = session

    def add(self, name):  # -> blocking-async via sqlalchemy.orm.Session.commit
        self._session.add(Item(name=name))
        self._session.commit()


def get_repository(db=Depends(get_db)):
    return ItemRepository(db)


app = FastAPI()


@app.post("/items")
async def create(name: str, repository=Depends(get_repository)):  # -> blocking-async (helper) via sqlalchemy.orm.Session.commit
    repository.add(name)
    return {"name": name}
