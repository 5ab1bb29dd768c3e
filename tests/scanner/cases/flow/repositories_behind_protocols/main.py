from typing import Generic, Protocol, TypeVar

from fastapi import Depends, FastAPI
from sqlalchemy import create_engine, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, sessionmaker

engine = create_engine("postgresql+psycopg://a@b/c")
Maker = sessionmaker(engine, expire_on_commit=False)


class Base(DeclarativeBase):
    id: Mapped[int] = mapped_column(primary_key=True)


class Book(Base):
    __tablename__ = "books"
    title: Mapped[str]


class Author(Base):
    __tablename__ = "authors"
    name: Mapped[str]


M = TypeVar("M", bound=Base)


class Reads(Protocol[M]):
    def by_id(self, key: int) -> M | None: ...


class Repository(Generic[M]):
    model: type[M]

    def __init__(self, session: Session) -> None:
        self._session = session

    def by_id(self, key: int) -> M | None:  # -> blocking-async
        return self._session.get(self.model, key)

    def statement(self):
        return select(self.model).where(self.model.id > 0)


class Books(Repository[Book]):
    model = Book


class Authors(Repository[Author]):
    model = Author

    def by_id(self, key: int) -> Author | None:
        return None


class Service:
    def __init__(self, reader: Reads) -> None:
        self.reader = reader

    def describe(self, key: int) -> str:  # -> blocking-async
        return str(self.reader.by_id(key))


def session():
    with Maker() as s:
        yield s


def books(s: Session = Depends(session)) -> Books:
    return Books(s)


def authors(s: Session = Depends(session)) -> Authors:
    return Authors(s)


def book_service(repo: Books = Depends(books)) -> Service:
    return Service(repo)


def author_service(repo: Authors = Depends(authors)) -> Service:
    return Service(repo)


app = FastAPI()


@app.get("/books/{key}")
async def book(key: int, service: Service = Depends(book_service)):  # -> blocking-async
    return service.describe(key)


@app.get("/authors/{key}")
async def author(key: int, service: Service = Depends(author_service)):  # -> native-async
    return service.describe(key)


@app.get("/statement")
async def statement(repo: Books = Depends(books)):  # -> native-async
    return str(repo.statement())
