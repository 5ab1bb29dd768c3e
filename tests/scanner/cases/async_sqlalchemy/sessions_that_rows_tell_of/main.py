from fastapi import Depends, FastAPI
from sqlalchemy import create_engine, inspect, select
from sqlalchemy.ext.asyncio import AsyncSession, async_object_session, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, object_session, sessionmaker


class Base(DeclarativeBase):
    pass


class Book(Base):
    __tablename__ = "books"
    id: Mapped[int] = mapped_column(primary_key=True)

    def others(self):  # -> converted-def
        return object_session(self).scalars(select(Book)).all()

    def inspected(self):  # -> converted-def
        return inspect(self).session.scalars(select(Book)).all()

    def of_class(self):
        return Session.object_session(self).connection().scalar(select(Book.id))

    def add(self):
        object_session(self).add(Book())

    async def awaited(self):  # -> native-async
        return (await async_object_session(self).scalars(select(Book))).all()

    async def bridged(self):  # -> native-async
        return await async_object_session(self).run_sync(lambda _: self.others())


AsyncMaker = async_sessionmaker(create_async_engine("postgresql+asyncpg://h/d"), expire_on_commit=False)
Maker = sessionmaker(create_engine("postgresql+psycopg://h/d"))
app = FastAPI()


async def session():
    async with AsyncMaker() as db:
        yield db


@app.get("/others")
async def others(db: AsyncSession = Depends(session)):  # -> native-async
    return await db.run_sync(lambda s: len(s.get(Book, 1).others()))


@app.get("/others/of")
async def others_of(db: AsyncSession = Depends(session)):  # -> native-async
    book = await db.get(Book, 1)
    return await db.run_sync(lambda _: len(book.others()))


@app.get("/inspected")
async def inspected(db: AsyncSession = Depends(session)):  # -> native-async
    return await db.run_sync(lambda s: len(s.get(Book, 1).inspected()))


@app.get("/of-class")
async def of_class(db: AsyncSession = Depends(session)):  # -> native-async
    return await db.run_sync(lambda s: s.get(Book, 1).of_class())


@app.get("/add")
async def add(db: AsyncSession = Depends(session)):  # -> native-async
    (await db.get(Book, 1)).add()


@app.get("/awaited")
async def awaited(db: AsyncSession = Depends(session)):  # -> native-async
    return len(await (await db.get(Book, 1)).awaited())


@app.get("/bridged")
async def bridged(db: AsyncSession = Depends(session)):  # -> native-async
    return len(await (await db.get(Book, 1)).bridged())


@app.get("/def")
def in_thread():  # -> converted-def
    with Maker() as db:
        return len(db.get(Book, 1).others()) + len(db.get(Book, 1).inspected())
