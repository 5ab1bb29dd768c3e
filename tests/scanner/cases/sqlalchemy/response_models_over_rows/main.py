from typing import Annotated

from fastapi import Depends, FastAPI
from pydantic import BaseModel, ConfigDict
from sqlalchemy import ForeignKey, create_engine, select
from sqlalchemy.orm import (
    DeclarativeBase,
    Mapped,
    Session,
    joinedload,
    mapped_column,
    relationship,
    sessionmaker,
)

engine = create_engine("postgresql+psycopg://a@b/c")
Maker = sessionmaker(engine)


class Base(DeclarativeBase):
    pass


class City(Base):
    __tablename__ = "cities"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    streets: Mapped[list["Street"]] = relationship(back_populates="city")


class Street(Base):
    __tablename__ = "streets"
    id: Mapped[int] = mapped_column(primary_key=True)
    city_id: Mapped[int] = mapped_column(ForeignKey("cities.id"))
    city: Mapped[City] = relationship(back_populates="streets")

    @property
    def label(self) -> str:  # -> blocking-async
        return f"{self.city.name}/{self.id}"


class StreetOut(BaseModel):
    model_config = ConfigDict(from_attributes=True)
    id: int


class StreetLabel(StreetOut):
    label: str


class CityOut(BaseModel):
    model_config = ConfigDict(from_attributes=True)
    id: int
    streets: list[StreetOut]


class CityName(BaseModel):
    model_config = ConfigDict(from_attributes=True)
    name: str


def db():
    with Maker() as s:
        yield s


def city(s: Annotated[Session, Depends(db)]) -> City:  # -> converted-def
    return s.scalars(select(City)).first()


def street(s: Annotated[Session, Depends(db)]) -> Street:  # -> converted-def
    return s.scalars(select(Street)).first()


def full_city(s: Annotated[Session, Depends(db)]) -> City:  # -> converted-def
    return s.scalars(select(City).options(joinedload(City.streets))).unique().first()


app = FastAPI()


@app.get("/city", response_model=CityOut)
async def get_city(city: Annotated[City, Depends(city)]):  # -> blocking-async
    return city


@app.get("/city-full", response_model=CityOut)
async def get_full(city: Annotated[City, Depends(full_city)]):  # -> native-async
    return city


@app.get("/city-name", response_model=CityName)
async def get_name(city: Annotated[City, Depends(city)]):  # -> native-async
    return city


@app.get("/cities", response_model=list[CityOut])
async def cities(s: Annotated[Session, Depends(db)], one: Annotated[City, Depends(city)]):  # -> blocking-async
    return [one]


@app.get("/validated")
async def validated(city: Annotated[City, Depends(city)]):  # -> blocking-async
    return CityOut.model_validate(city)


@app.get("/label", response_model=StreetLabel)
async def label(street: Annotated[Street, Depends(street)]):  # -> blocking-async
    return street


@app.get("/label-def", response_model=StreetLabel)
def label_def(street: Annotated[Street, Depends(street)]):  # -> converted-def
    return street


@app.get("/wrapped")
async def wrapped(city: Annotated[City, Depends(city)]) -> dict[str, CityOut]:  # -> blocking-async
    return {"city": city}


@app.get("/given")
async def given(city: Annotated[City, Depends(city)]):  # -> native-async
    return CityName(name=city.name)
