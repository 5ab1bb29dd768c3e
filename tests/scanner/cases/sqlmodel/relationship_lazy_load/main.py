from fastapi import Depends, FastAPI
from sqlmodel import Field, Relationship, Session, SQLModel, create_engine

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


def get_session():
    with Session(engine) as session:
        yield session


def load(key: int, session: Session = Depends(get_session)) -> Team:  # -> converted-def
    return session.get(Team, key)


app = FastAPI()


@app.get("/teams/{key}/heroes")
async def team(found: Team = Depends(load)):  # -> blocking-async
    return [hero.name for hero in found.heroes]
