"""Objects of a mapped class that no session has are copies: what a commit expires is not theirs."""

from fastapi import Depends, FastAPI
from sqlalchemy import ForeignKey, create_engine, select
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship, sessionmaker


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "users"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


class Basket(Base):
    __tablename__ = "baskets"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    items: Mapped[list["Item"]] = relationship()


class Item(Base):
    __tablename__ = "items"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    basket_id: Mapped[int] = mapped_column(ForeignKey("baskets.id"))


engine = create_engine("postgresql+psycopg://app@db/app", pool_size=40)
Local = sessionmaker(engine)
app = FastAPI()


def session():
    with Local() as opened:
        yield opened


def register(db, name):  # -> blocking-async
    user = User(name=name)
    db.add(user)
    db.commit()
    return user


def copied(db=Depends(session)):  # -> converted-def
    row = db.scalars(select(User)).first()
    copy = User(id=row.id, name=row.name)
    row.name += "!"
    db.commit()
    return copy


def kept(db=Depends(session)):  # -> converted-def
    row = db.scalars(select(User)).first()
    row.name += "!"
    db.commit()
    return row


def registered(db=Depends(session)):  # -> converted-def
    return register(db, "x")


def filled(db=Depends(session)):  # -> converted-def
    item = Item(name="x")
    db.add(Basket(name="b", items=[item]))
    db.commit()
    return item


@app.get("/copy")
async def read_copy(user=Depends(copied)):  # -> native-async
    return {"name": user.name}


@app.get("/copy/described")
async def describe_copy(user=Depends(copied)):  # -> native-async
    return describe(user)


def describe(user):
    return {"name": user.name}


@app.get("/row")
async def read_row(user=Depends(kept)):  # -> blocking-async
    return {"name": user.name}


@app.post("/registered")
async def read_registered(user=Depends(registered)):  # -> blocking-async
    return {"name": user.name}


@app.post("/items")
async def read_item(item=Depends(filled)):  # -> blocking-async
    return {"name": item.name}


@app.get("/virtual")
async def virtual(db=Depends(session)):  # -> blocking-async via sqlalchemy.orm.Session.commit
    user = User(name="virtual")
    register(db, "y")
    return {"name": user.name}
