import hashlib

from fastapi import FastAPI
from sqlalchemy import create_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, sessionmaker

SessionLocal = sessionmaker(create_engine("postgresql+psycopg://app@db/app"))
app = FastAPI()


class Base(DeclarativeBase):
    pass


class Item(Base):
    __tablename__ = "items"
    id: Mapped[int] = mapped_column(primary_key=True)


class Shelf:
    """Keeps things of every kind under names that nobody can tell in advance."""

    def __init__(self):
        self.things = {}

    def put(self, name, thing):
        self.things[hashlib.sha256(name.encode()).hexdigest()] = thing

    def take(self, name):
        return self.things[hashlib.sha256(name.encode()).hexdigest()]


shelf = Shelf()
shelf.put("settings", {"color": "red"})
shelf.put("session", SessionLocal())


@app.get("/color")
async def color():  # -> native-async (no-io)
    return shelf.take("settings").get("color")


@app.get("/color-of/{name}")
async def named(name: str):  # -> native-async (no-io)
    return {"color": shelf.take("settings").get(f"{name}", "none")}


@app.get("/item")
async def item():  # -> blocking-async (handler) via sqlalchemy.orm.Session.get
    return {"found": shelf.take("session").get(Item, 1) is not None}
