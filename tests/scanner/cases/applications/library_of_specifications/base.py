from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, ClassVar, Generic, Protocol, TypeVar

from sqlalchemy import Select, create_engine, func, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, sessionmaker

engine = create_engine("postgresql+psycopg://lib@db/lib", pool_size=40, pool_pre_ping=True)
factory = sessionmaker(engine)


class Base(DeclarativeBase):
    id: Mapped[int] = mapped_column(primary_key=True)


T = TypeVar("T", bound=Base)


class Specification(Protocol[T]):
    def apply(self, query: Select[tuple[T]]) -> Select[tuple[T]]: ...


class Repository(Generic[T]):
    model: ClassVar[type]

    def __init__(self, session: Session) -> None:
        self._session = session

    def __init_subclass__(cls, model: type | None = None, **options: Any) -> None:
        super().__init_subclass__(**options)
        if model is not None:
            cls.model = model

    def __iter__(self) -> Iterator[T]:  # -> blocking-async
        return iter(self._session.scalars(select(self.model)))

    def __len__(self) -> int:  # -> blocking-async
        return self._session.scalar(select(func.count()).select_from(self.model)) or 0

    def __getitem__(self, key: int) -> T:  # -> converted-def
        return self._session.get_one(self.model, key)

    def __contains__(self, key: int) -> bool:  # -> blocking-async
        return self._session.get(self.model, key) is not None

    def matching(self, *specifications: Specification[T]) -> list[T]:  # -> converted-def
        query = select(self.model)
        for each in specifications:
            query = each.apply(query)
        return list(self._session.scalars(query).unique())

    def statement(self, *specifications: Specification[T]) -> str:
        query = select(self.model)
        for each in specifications:
            query = each.apply(query)
        return str(query)

    def add(self, item: T) -> T:
        self._session.add(item)
        return item


class UnitOfWork:
    def __init__(self, make: Callable[[], Session] = factory) -> None:
        self._make = make
        self._repositories: dict[type, Any] = {}

    def __enter__(self) -> UnitOfWork:
        self.session = self._make()
        return self

    def __exit__(self, kind, error, trace) -> None:
        if kind is not None:
            self.session.rollback()
        self.session.close()

    def repository(self, cls: type[R]) -> R:
        return self._repositories.setdefault(cls, cls(self.session))

    def commit(self) -> None:  # -> blocking-async
        self.session.commit()


R = TypeVar("R", bound=Repository)
