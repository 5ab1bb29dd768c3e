"""A table written out as it is has no relationships among its fields."""

import asyncio
from typing import Annotated

from fastapi import Depends, FastAPI
from sqlmodel import Field, Relationship, Session, SQLModel, create_engine, select

engine = create_engine("sqlite://")


class Team(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
    name: str = "x"
    heroes: list["Hero"] = Relationship(back_populates="team", sa_relationship_kwargs={"lazy": "selectin"})
    bases: list["Base"] = Relationship(back_populates="team")


class Hero(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
    name: str = "x"
    team_id: int | None = Field(default=None, foreign_key="team.id")
    team: Team | None = Relationship(back_populates="heroes")


class Base(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
    team_id: int | None = Field(default=None, foreign_key="team.id")
    team: Team | None = Relationship(back_populates="bases")


class WithHeroes(SQLModel):
    name: str
    heroes: list[Hero]


app = FastAPI()


def get_session():
    with Session(engine) as session:
        yield session


Db = Annotated[Session, Depends(get_session)]


@app.get("/team", response_model=Team)
async def team(db: Db):  # -> native-async
    return await asyncio.to_thread(db.get, Team, 1)


@app.get("/heroes")
async def heroes(db: Db) -> list[Hero]:  # -> native-async
    return await asyncio.to_thread(lambda: db.exec(select(Hero)).all())


@app.get("/heroes/def", response_model=list[Hero])
def heroes_def(db: Db):  # -> converted-def
    return db.exec(select(Hero)).all()


@app.get("/team/heroes", response_model=WithHeroes)
async def team_heroes(db: Db):  # -> native-async
    return await asyncio.to_thread(db.get, Team, 1)
