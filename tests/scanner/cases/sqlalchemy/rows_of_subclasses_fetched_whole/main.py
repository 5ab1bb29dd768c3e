import asyncio

from fastapi import Depends, FastAPI
from sqlalchemy import ForeignKey, create_engine, select
from sqlalchemy.orm import (
    DeclarativeBase,
    Mapped,
    Session,
    joinedload,
    mapped_column,
    relationship,
    selectin_polymorphic,
    sessionmaker,
    with_polymorphic,
)


class Base(DeclarativeBase):
    pass


class Notice(Base):
    __tablename__ = "notices"
    __mapper_args__ = {"polymorphic_on": "kind", "polymorphic_identity": "notice"}
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]


class Mail(Notice):
    __mapper_args__ = {"polymorphic_identity": "mail", "polymorphic_load": "inline"}
    address: Mapped[str | None]


class Push(Notice):
    __tablename__ = "pushes"
    __mapper_args__ = {"polymorphic_identity": "push", "polymorphic_load": "selectin"}
    id: Mapped[int] = mapped_column(ForeignKey("notices.id"), primary_key=True)
    device: Mapped[str]


class Asset(Base):
    __tablename__ = "assets"
    __mapper_args__ = {"polymorphic_on": "kind", "polymorphic_identity": "asset", "with_polymorphic": "*"}
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]


class Truck(Asset):
    __tablename__ = "trucks"
    __mapper_args__ = {"polymorphic_identity": "truck"}
    id: Mapped[int] = mapped_column(ForeignKey("assets.id"), primary_key=True)
    wheels: Mapped[int]


class Place(Base):
    __tablename__ = "places"
    __mapper_args__ = {"polymorphic_on": "kind", "polymorphic_identity": "place"}
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]


class Shop(Place):
    __tablename__ = "shops"
    __mapper_args__ = {"polymorphic_identity": "shop"}
    id: Mapped[int] = mapped_column(ForeignKey("places.id"), primary_key=True)
    name: Mapped[str]


class Visit(Base):
    __tablename__ = "visits"
    id: Mapped[int] = mapped_column(primary_key=True)
    place_id: Mapped[int] = mapped_column(ForeignKey("places.id"))
    place: Mapped[Place] = relationship()


factory = sessionmaker(create_engine("postgresql+psycopg://h/db"))
app = FastAPI()


def session():
    with factory() as db:
        yield db


def fetch(db: Session, statement):  # -> converted-def
    return db.scalars(statement).all()


@app.get("/notices")
async def notices(db: Session = Depends(session)):  # -> native-async
    rows = await asyncio.to_thread(fetch, db, select(Notice))
    addresses = [row.address for row in rows if isinstance(row, Mail)]
    return addresses + [row.device for row in rows if isinstance(row, Push)]


@app.get("/assets")
async def assets(db: Session = Depends(session)):  # -> native-async
    rows = await asyncio.to_thread(fetch, db, select(Asset))
    return [row.wheels for row in rows if isinstance(row, Truck)]


@app.get("/places/with")
async def places_with(db: Session = Depends(session)):  # -> native-async
    both = with_polymorphic(Place, [Shop])
    rows = await asyncio.to_thread(fetch, db, select(both).order_by(both.id))
    return [row.name for row in rows if isinstance(row, Shop)]


@app.get("/places/selectin")
async def places_selectin(db: Session = Depends(session)):  # -> native-async
    rows = await asyncio.to_thread(fetch, db, select(Place).options(selectin_polymorphic(Place, [Shop])))
    return [row.name for row in rows if isinstance(row, Shop)]


@app.get("/visits/kinds")
async def visit_kinds(db: Session = Depends(session)):  # -> native-async
    rows = await asyncio.to_thread(fetch, db, select(Visit).options(joinedload(Visit.place)))
    return [visit.place.kind for visit in rows]
