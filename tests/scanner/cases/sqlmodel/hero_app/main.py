"""The tutorial shape: SQLModel tables, a session dependency, relationships and read models."""

from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException
from sqlmodel import Field, Relationship, Session, SQLModel, create_engine, select

engine = create_engine("postgresql+psycopg://app@db/app")


class Team(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
    name: str
    heroes: list["Hero"] = Relationship(back_populates="team")


class Hero(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
    name: str
    team_id: int | None = Field(default=None, foreign_key="team.id")
    team: Team | None = Relationship(back_populates="heroes")


class HeroPublic(SQLModel):
    id: int
    name: str


class HeroWithTeam(HeroPublic):
    team: Team | None = None


class HeroCreate(SQLModel):
    name: str


def get_session():
    with Session(engine) as session:
        yield session


SessionDep = Annotated[Session, Depends(get_session)]
app = FastAPI()


@app.get("/heroes", response_model=list[HeroPublic])
async def heroes(session: SessionDep):  # -> blocking-async
    return session.exec(select(Hero)).all()


@app.get("/heroes/{key}", response_model=HeroWithTeam)
def hero(key: int, session: SessionDep):  # -> converted-def
    found = session.get(Hero, key)
    if found is None:
        raise HTTPException(404)
    return found


@app.post("/heroes", response_model=HeroPublic)
def create(hero: HeroCreate, session: SessionDep):  # -> converted-def
    row = Hero.model_validate(hero)
    session.add(row)
    session.commit()
    session.refresh(row)
    return row


@app.get("/draft")
async def draft():  # -> native-async
    return Hero(name="x").name


@app.get("/statement")
async def statement():  # -> native-async
    return str(select(Hero).where(Hero.name == "x"))
