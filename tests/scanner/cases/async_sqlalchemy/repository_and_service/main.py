"""An asynchronous stack: sessions, repositories, services, streaming, awaitable attributes."""

from typing import Annotated

from fastapi import Depends, FastAPI
from sqlalchemy import ForeignKey, func, select
from sqlalchemy.ext.asyncio import AsyncAttrs, AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship, selectinload

engine = create_async_engine("postgresql+asyncpg://app@db/app")
factory = async_sessionmaker(engine, expire_on_commit=False)


class Base(AsyncAttrs, DeclarativeBase):
    pass


class Author(Base):
    __tablename__ = "authors"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    books: Mapped[list["Book"]] = relationship()


class Book(Base):
    __tablename__ = "books"
    id: Mapped[int] = mapped_column(primary_key=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("authors.id"))


async def session():
    async with factory() as opened:
        yield opened


class Authors:
    def __init__(self, session: AsyncSession):
        self.session = session

    async def get(self, key):  # -> native-async
        statement = select(Author).where(Author.id == key).options(selectinload(Author.books))
        return (await self.session.execute(statement)).scalar_one_or_none()

    async def count(self):  # -> native-async
        return await self.session.scalar(select(func.count(Author.id)))

    async def ids(self):  # -> native-async
        return [row.id async for row in await self.session.stream_scalars(select(Author))]


class Service:
    def __init__(self, db: Annotated[AsyncSession, Depends(session)]):
        self.authors = Authors(db)
        self.db = db

    async def titles(self, key):  # -> native-async
        author = await self.authors.get(key)
        return [book.id for book in author.books] if author else []

    async def rename(self, key):  # -> native-async
        async with self.db.begin():
            author = await self.db.get(Author, key)
            author.name = "new"
        return author.name

    async def later(self, key):  # -> native-async
        author = await self.db.get(Author, key)
        return len(await author.awaitable_attrs.books)

    def describe(self):
        return str(select(Author))


app = FastAPI()
Given = Annotated[Service, Depends()]


@app.get("/titles")
async def titles(service: Given):  # -> native-async
    return await service.titles(1)


@app.get("/count")
async def count(service: Given):  # -> native-async
    return await service.authors.count()


@app.get("/ids")
async def ids(service: Given):  # -> native-async
    return await service.authors.ids()


@app.put("/rename")
async def rename(service: Given):  # -> native-async
    return await service.rename(1)


@app.get("/later")
async def later(service: Given):  # -> native-async
    return await service.later(1)


@app.get("/describe")
async def describe(service: Given):  # -> native-async
    return service.describe()
