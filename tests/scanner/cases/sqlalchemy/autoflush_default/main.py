"""A query flushes what was added before it, with all that a flush calls."""

import time

from fastapi import Depends, FastAPI
from sqlalchemy import create_engine, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, sessionmaker


def slug():  # -> converted-def
    time.sleep(0.001)
    return "s"


class Base(DeclarativeBase):
    pass


class Post(Base):
    __tablename__ = "posts"
    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(default=slug)


SessionLocal = sessionmaker(create_engine("postgresql://app@db/app"))


def get_db():
    with SessionLocal() as session:
        yield session


app = FastAPI()


@app.get("/posts")
def posts(db: Session = Depends(get_db)):  # -> converted-def
    db.add(Post())
    return [p.id for p in db.scalars(select(Post))]


@app.get("/unwritten")
async def unwritten():  # -> native-async
    return Post(slug="x").slug
