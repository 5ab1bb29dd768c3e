from abc import ABC, abstractmethod

from database import Item
from injector import inject
from sqlalchemy.orm import Session


class Items(ABC):
    @abstractmethod
    def names(self) -> list[str]: ...


class StoredItems(Items):
    @inject
    def __init__(self, session: Session):
        self.session = session

    def names(self) -> list[str]:  # -> blocking-async via sqlalchemy.orm.Query.all
        return [item.name for item in self.session.query(Item).all()]


class FixedItems(Items):
    def names(self) -> list[str]:
        return ["x"]


class Catalogue:
    @inject
    def __init__(self, items: Items):
        self.items = items

    def titles(self) -> list[str]:  # -> blocking-async
        return [name.title() for name in self.items.names()]
