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


class Plain(Read):
    label: str = Field(alias="name")
    key: Annotated[int, Field(validation_alias="id")]


class Renamed(BaseModel):
    """Reads ``name`` into a field that is called like the relationship."""

    model_config = ConfigDict(from_attributes=True)
    members: str = Field(validation_alias="name")


@app.get("/plain", response_model=Plain)
async def plain(team: Team = Depends(get_team)):  # -> native-async
    return team


@app.get("/renamed", response_model=Renamed)
async def renamed(team: Team = Depends(get_team)):  # -> native-async
    return team


@app.get("/renamed/validated")
async def validated(team: Team = Depends(get_team)):  # -> native-async
    return Renamed.model_validate(team).members
