import asyncio

from fastapi import Depends, FastAPI
from sqlalchemy import String, create_engine, inspect
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, load_only, mapped_column, sessionmaker, undefer


class Base(DeclarativeBase):
    def of_table(self):  # -> blocking-async
        return {column.name: getattr(self, column.name) for column in self.__table__.columns}

    def of_mapper(self):  # -> blocking-async
        return {part.key: getattr(self, part.key) for part in inspect(self).mapper.column_attrs}

    def of_keys(self):  # -> blocking-async
        return dict((name, getattr(self, name, None)) for name in self.__table__.columns.keys())


class Page(Base):
    __tablename__ = "pages"
    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    body: Mapped[str] = mapped_column(String(900), deferred=True)


class Author(Base):
    __tablename__ = "authors"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    born: Mapped[int]

    def plain(self):
        return {column.name: getattr(self, column.name) for column in self.__mapper__.columns}


factory = sessionmaker(create_engine("postgresql+psycopg://h/db"))
app = FastAPI()


def session():
    with factory() as db:
        yield db


def page(db: Session):  # -> converted-def
    return db.get(Page, 1)


def write(db: Session):  # -> converted-def
    made = Author(name="x", born=1900)
    db.add(made)
    db.commit()
    return made


@app.get("/table")
async def by_table(db: Session = Depends(session)):  # -> blocking-async
    return (await asyncio.to_thread(page, db)).of_table()


@app.get("/mapper")
async def by_mapper(db: Session = Depends(session)):  # -> blocking-async
    return (await asyncio.to_thread(page, db)).of_mapper()


@app.get("/only")
async def only(db: Session = Depends(session)):  # -> blocking-async
    rows = await asyncio.to_thread(db.query(Author).options(load_only(Author.name)).all)
    return [row.of_keys() for row in rows]


@app.get("/undeferred")
async def undeferred(db: Session = Depends(session)):  # -> native-async
    rows = await asyncio.to_thread(db.query(Page).options(undefer(Page.body)).all)
    return [row.of_table() for row in rows]


@app.get("/new")
async def new():  # -> native-async
    return Page(id=1, title="x", body="y").of_mapper()


@app.get("/authors")
async def authors(db: Session = Depends(session)):  # -> native-async
    return [row.plain() for row in await asyncio.to_thread(db.query(Author).all)]


@app.get("/columns")
async def columns():  # -> native-async
    return [column.name for column in Page.__table__.columns]


@app.post("/written")
async def written(db: Session = Depends(session)):  # -> blocking-async
    return (await asyncio.to_thread(write, db)).of_table()


@app.get("/thread")
def in_thread(db: Session = Depends(session)):  # -> converted-def
    return page(db).of_table()
