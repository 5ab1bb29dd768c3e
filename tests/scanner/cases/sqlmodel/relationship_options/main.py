from typing import Annotated

from fastapi import Depends, FastAPI
from sqlmodel import Field, Relationship, Session, SQLModel, create_engine


class Team(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
    name: str
    missions: list["Mission"] = Relationship(
        back_populates="team", sa_relationship_kwargs={"lazy": "selectin"}
    )


class Mission(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
    title: str
    team_id: int | None = Field(default=None, foreign_key="team.id")
    team: Team | None = Relationship(back_populates="missions")


class MissionPublic(SQLModel):
    id: int
    title: str


class TeamMissions(SQLModel):
    id: int
    missions: list[MissionPublic] = []


engine = create_engine("postgresql+psycopg2://app@db/app", pool_size=30, max_overflow=20)


def get_session():
    with Session(engine) as session:
        yield session


def a_team(team_id: int, session: Session = Depends(get_session)) -> Team:  # -> converted-def
    return session.get(Team, team_id)


app = FastAPI()


@app.get("/teams/{team_id}", response_model=TeamMissions)
async def team(team: Annotated[Team, Depends(a_team)]):  # -> native-async
    return team


@app.get("/teams2/{team_id}")
async def team2(team: Annotated[Team, Depends(a_team)]):  # -> native-async
    return [m.id for m in team.missions]


from sqlalchemy.orm import relationship

EAGER = {"lazy": "joined", "uselist": True}


class Base1(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
    parts: list["Part"] = Relationship(sa_relationship=relationship("Part", lazy="selectin"))
    others: list["Other"] = Relationship(sa_relationship_kwargs=EAGER)
    lazies: list["Other"] = Relationship(sa_relationship_kwargs=dict(lazy="select", viewonly=True))


class Part(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
    b_id: int | None = Field(default=None, foreign_key="base1.id")


class Other(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
    b_id: int | None = Field(default=None, foreign_key="base1.id")


def b1(s: Session = Depends(get_session)) -> Base1:  # -> converted-def
    return s.get(Base1, 1)


@app.get("/parts")
async def parts(b: Annotated[Base1, Depends(b1)]):  # -> native-async
    return [m.id for m in b.parts]


@app.get("/others")
async def others(b: Annotated[Base1, Depends(b1)]):  # -> native-async
    return [m.id for m in b.others]


@app.get("/lazies")
async def lazies(b: Annotated[Base1, Depends(b1)]):  # -> blocking-async
    return [m.id for m in b.lazies]
