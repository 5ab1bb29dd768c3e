from typing import Any, Generic, TypeVar, get_args

from sqlalchemy import select
from sqlalchemy.orm import Session

from shop.orm import Base, Customer, Order

M = TypeVar("M", bound=Base)


class Repository(Generic[M]):
    model: type[M]

    def __init_subclass__(cls, **kwargs: Any):
        super().__init_subclass__(**kwargs)
        for base in getattr(cls, "__orig_bases__", ()):
            found = get_args(base)
            if found and isinstance(found[0], type):
                cls.model = found[0]

    def __init__(self, session: Session):
        self.session = session

    def get(self, key: int) -> M | None:  # -> blocking-async
        return self.session.get(self.model, key)

    def list(self) -> list[M]:  # -> blocking-async
        return list(self.session.scalars(select(self.model)))

    def add(self, **values: Any) -> M:
        made = self.model(**values)
        self.session.add(made)
        return made


class Customers(Repository[Customer]):
    def names(self) -> list[str]:  # -> blocking-async
        return [c.name for c in self.list()]


class Orders(Repository[Order]):
    def query(self):
        return select(self.model).where(self.model.note != "")
