from typing import Annotated

from fastapi import Depends, FastAPI
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import ForeignKey, create_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, relationship
from starlette.concurrency import run_in_threadpool

app = FastAPI()
engine = create_engine("postgresql+psycopg://h/x")


class Base(DeclarativeBase):
    pass


class Team(Base):
    __tablename__ = "teams"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    members: Mapped[list["Member"]] = relationship(back_populates="team")


class Member(Base):
    __tablename__ = "members"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    team_id: Mapped[int] = mapped_column(ForeignKey("teams.id"))
    team: Mapped[Team] = relationship(back_populates="members")


def get_db():
    with Session(engine) as db:
        yield db


async def get_team(db: Session = Depends(get_db)):  # -> native-async
    return await run_in_threadpool(db.get, Team, 1)


class Read(BaseModel):
    model_config = ConfigDict(from_attributes=True, populate_by_name=True)


class MemberOut(Read):
    id: int


class Aliased(Read):
    people: list[MemberOut] = Field(validation_alias="members")


class Plain(Read):
    label: str = Field(alias="name")


class Annotating(Read):
    people: Annotated[list[MemberOut], Field(alias="members")]


class Digest:
    def __init__(self, team):
        self.team = team
        self.name = "x"

    @property
    def people(self):  # -> blocking-async
        return self.team.members


class DigestOut(Read):
    members: list[MemberOut] = Field(alias="people")


@app.get("/aliased", response_model=Aliased)
async def aliased(team: Team = Depends(get_team)):  # -> blocking-async
    return team


@app.get("/aliased/def", response_model=Aliased)
def aliased_def(team: Team = Depends(get_team)):  # -> converted-def
    return team


@app.get("/plain", response_model=Plain)
async def plain(team: Team = Depends(get_team)):  # -> native-async
    return team


@app.get("/annotating", response_model=Annotating)
async def annotating(team: Team = Depends(get_team)):  # -> blocking-async
    return team


@app.get("/validated")
async def validated(team: Team = Depends(get_team)):  # -> blocking-async
    return len(Aliased.model_validate(team).people)


@app.get("/validated/off")
async def validated_off(team: Team = Depends(get_team)):  # -> native-async
    return len((await run_in_threadpool(Aliased.model_validate, team)).people)


@app.get("/digest", response_model=DigestOut)
async def digest(team: Team = Depends(get_team)):  # -> blocking-async
    return Digest(team)
