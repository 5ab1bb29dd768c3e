"""``"*"`` says of all relationships how they load: of all rows, of one class, or of those below a path."""

from fastapi import Depends, FastAPI
from sqlalchemy import ForeignKey, create_engine, select
from sqlalchemy.exc import InvalidRequestError
from sqlalchemy.orm import (
    DeclarativeBase,
    Load,
    Mapped,
    lazyload,
    mapped_column,
    raiseload,
    relationship,
    selectinload,
    sessionmaker,
)


class Base(DeclarativeBase):
    pass


class Area(Base):
    __tablename__ = "areas"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    sites: Mapped[list["Site"]] = relationship(back_populates="area")
    names: Mapped[list["Site"]] = relationship(viewonly=True, lazy="selectin")


class Site(Base):
    __tablename__ = "sites"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    area_id: Mapped[int] = mapped_column(ForeignKey("areas.id"))
    area: Mapped[Area] = relationship(back_populates="sites")
    probes: Mapped[list["Probe"]] = relationship()


class Probe(Base):
    __tablename__ = "probes"
    id: Mapped[int] = mapped_column(primary_key=True)
    site_id: Mapped[int] = mapped_column(ForeignKey("sites.id"))


Local = sessionmaker(create_engine("postgresql+psycopg://app@db/app", pool_size=40))


def session():
    with Local() as opened:
        yield opened


def area(*options):
    def load(db=Depends(session)):  # -> converted-def
        return db.scalars(select(Area).options(*options)).first()

    return Depends(load)


def sites_of(area):  # -> blocking-async
    try:
        return len(area.sites)
    except InvalidRequestError:
        return 0


app = FastAPI()


@app.get("/none/of/sites")
async def none_of_sites(area=area(Load(Site).raiseload("*"))):  # -> blocking-async
    return sites_of(area)


@app.get("/lazy")
async def lazily(area=area(lazyload("*"))):  # -> blocking-async
    return len(area.names)


@app.get("/not/below")
async def not_below(area=area(selectinload(Area.sites))):  # -> blocking-async
    return [len(site.probes) for site in area.sites]
