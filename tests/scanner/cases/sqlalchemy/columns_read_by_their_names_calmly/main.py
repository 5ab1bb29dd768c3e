import asyncio

from fastapi import Depends, FastAPI
from sqlalchemy import String, create_engine, inspect
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, sessionmaker, undefer


class Base(DeclarativeBase):
    def of_table(self):
        return {column.name: getattr(self, column.name) for column in self.__table__.columns}

    def of_mapper(self):
        return {part.key: getattr(self, part.key) for part in inspect(self).mapper.column_attrs}


class Page(Base):
    __tablename__ = "pages"
    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    body: Mapped[str] = mapped_column(String(900), deferred=True)


class Author(Base):
    __tablename__ = "authors"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


factory = sessionmaker(create_engine("postgresql+psycopg://h/db"), expire_on_commit=False)
app = FastAPI()


def session():
    with factory() as db:
        yield db


def write(db: Session):  # -> converted-def
    made = Author(name="x")
    db.add(made)
    db.commit()
    return made


@app.get("/undeferred")
async def undeferred(db: Session = Depends(session)):  # -> native-async
    rows = await asyncio.to_thread(db.query(Page).options(undefer(Page.body)).all)
    return [row.of_table() for row in rows]


@app.get("/authors")
async def authors(db: Session = Depends(session)):  # -> native-async
    return [row.of_mapper() for row in await asyncio.to_thread(db.query(Author).all)]


@app.get("/new")
async def new():  # -> native-async
    return Page(id=1, title="x", body="y").of_mapper()


@app.post("/written")
async def written(db: Session = Depends(session)):  # -> native-async
    return (await asyncio.to_thread(write, db)).of_table()
