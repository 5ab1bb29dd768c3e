from sqlalchemy.orm import Session

from db import Item


class ItemService:
    def __init__(self, db: Session) -> None:
        self._db = db

    def describe(self, key: int) -> dict:  # -> blocking-async via sqlalchemy.orm.Session.get
        return {"name": self._db.get(Item, key).name}
