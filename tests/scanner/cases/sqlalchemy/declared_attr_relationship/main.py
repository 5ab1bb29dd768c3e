"""A mixin's declared relationship is lazy on each class that inherits it."""

import asyncio

from fastapi import FastAPI
from sqlalchemy import ForeignKey, create_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column, relationship, sessionmaker


class Base(DeclarativeBase):
    pass


class Owner(Base):
    __tablename__ = "owners"
    id: Mapped[int] = mapped_column(primary_key=True)


class Owned:
    owner_id: Mapped[int] = mapped_column(ForeignKey("owners.id"))

    @declared_attr
    def owner(cls) -> Mapped[Owner]:
        return relationship(Owner)


class Car(Owned, Base):
    __tablename__ = "cars"
    id: Mapped[int] = mapped_column(primary_key=True)


session = sessionmaker(create_engine("postgresql://app@db/app"))()


def load():  # -> converted-def
    return session.get(Car, 1)


app = FastAPI()


@app.get("/owner")
async def owner():  # -> blocking-async
    return (await asyncio.to_thread(load)).owner.id


@app.get("/owner_id")
async def owner_id():  # -> native-async
    return (await asyncio.to_thread(load)).owner_id
