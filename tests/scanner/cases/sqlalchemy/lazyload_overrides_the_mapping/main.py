from fastapi import Depends, FastAPI
from sqlalchemy import ForeignKey, create_engine, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, lazyload, mapped_column, relationship, sessionmaker


class Base(DeclarativeBase):
    pass


class Author(Base):
    __tablename__ = "authors"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    books: Mapped[list["Book"]] = relationship(lazy="selectin")


class Book(Base):
    __tablename__ = "books"
    id: Mapped[int] = mapped_column(primary_key=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("authors.id"))


engine = create_engine("postgresql+psycopg://app@db/app")
SessionLocal = sessionmaker(engine)


def get_db():
    with SessionLocal() as session:
        yield session


def lazy_first(db: Session = Depends(get_db)):  # -> converted-def
    return db.scalars(select(Author).options(lazyload(Author.books))).first()


app = FastAPI()


@app.get("/lazy")
async def lazy(author: Author = Depends(lazy_first, use_cache=False)):  # -> blocking-async
    return len(author.books)


@app.get("/statement")
async def statement():  # -> native-async
    return str(select(Author).options(lazyload(Author.books)).where(Author.id == 1))
