"""``Base.query`` of a scoped session: one query attribute per mapped class."""

from fastapi import FastAPI
from sqlalchemy import create_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, scoped_session, sessionmaker

session = scoped_session(sessionmaker(create_engine("postgresql://app@db/app")))


class Base(DeclarativeBase):
    query = session.query_property()


class Item(Base):
    __tablename__ = "items"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]

    @classmethod
    def named(cls, name):  # -> blocking-async
        return cls.query.filter_by(name=name).first()


app = FastAPI()


@app.get("/found")
async def found():  # -> blocking-async
    item = Item.named("x")
    return item and item.name


@app.get("/built")
async def built():  # -> native-async
    return str(Item.query.filter(Item.id > 1).statement)


@app.get("/def")
def in_thread():  # -> converted-def
    return Item.query.count()
