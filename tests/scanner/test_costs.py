"""What a route's queries cost: each place that it reaches, once."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from scanner import open_source, scan

APP = """
from fastapi import Depends, FastAPI
from sqlalchemy import create_engine, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, joinedload, mapped_column, relationship
from sqlalchemy.orm import selectinload, sessionmaker

maker = sessionmaker(create_engine("sqlite://"))
app = FastAPI()


class Base(DeclarativeBase):
    pass


class Well(Base):
    __tablename__ = "wells"
    id: Mapped[int] = mapped_column(primary_key=True)
    readings: Mapped[list["Reading"]] = relationship("Reading")


class Reading(Base):
    __tablename__ = "readings"
    id: Mapped[int] = mapped_column(primary_key=True)


def session():
    with maker() as opened:
        yield opened


def everything(db: Session):
    wells = select(Well).join(Reading).outerjoin(Reading)
    return db.scalars(wells.options(joinedload(Well.readings), selectinload(Well.readings))).all()


@app.get("/list")
async def listed(ids: str, db: Session = Depends(session)):
    everything(db)
    for number in ids.split(","):
        db.execute(select(Well).where(Well.id == int(number)))
    return everything(db)


@app.get("/one")
async def one(db: Session = Depends(session)):
    return db.get(Well, 1)


@app.get("/calm")
async def calm():
    return ", ".join(["a", "b"])
"""


def costs(directory: Path) -> dict[str, Counter[str]]:
    (directory / "main.py").write_text(APP)
    document = scan(open_source(directory))
    places = document["costs"]
    return {one["path"]: Counter(places[n]["what"] for n in one["costs"]) for one in document["routes"]}


def test_a_route_is_charged_for_each_place_it_reaches(tmp_path: Path) -> None:
    found = costs(tmp_path)
    assert found["/list"] == {"query": 2, "loop": 1, "join": 2, "eager-load": 2}
    assert found["/one"] == {"query": 1}
    assert found["/calm"] == {}
