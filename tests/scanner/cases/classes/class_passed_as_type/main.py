from fastapi import Depends, FastAPI
from sqlalchemy.orm import Session

from db import Item, get_db


class ItemRepository:
    def __init__(self, session):
        self.session = session

    def first(self):  # -> blocking-async via sqlalchemy.orm.Query.first
        return self.session.query(Item).first().name


def provide(repository_class):
    def build(session: Session = Depends(get_db)):
        return repository_class(session)

    return build


app = FastAPI()


@app.get("/first")
async def first(
    items=Depends(provide(ItemRepository)),
):  # -> blocking-async (helper) via sqlalchemy.orm.Query.first
    return {"name": items.first()}
