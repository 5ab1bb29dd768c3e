from collections.abc import Sequence
from typing import Any, Generic, TypeVar

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from models import Author, Base, Book

T = TypeVar("T", bound=Base)


class Repo(Generic[T]):
    model: type[T]

    def __init__(self, session: Session) -> None:
        self.session = session

    def base(self) -> Select[tuple[T]]:
        return select(self.model)

    def page(self, query: Select[Any], page: int, size: int = 10) -> Sequence[T]:  # -> converted-def
        return self.session.scalars(query.offset(page * size).limit(size)).unique().all()

    def total(self, query: Select[Any]) -> int:  # -> blocking-async
        return self.session.scalar(select(func.count()).select_from(query.subquery())) or 0

    def get(self, key: int, *options: Any) -> T:  # -> converted-def
        return self.session.get_one(self.model, key, options=options)


class Books(Repo[Book]):
    model = Book


class Authors(Repo[Author]):
    model = Author
