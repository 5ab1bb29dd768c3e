from fastapi import Depends, FastAPI
from pydantic import BaseModel
from sqlalchemy import ForeignKey, create_engine, select
from sqlalchemy.orm import (
    DeclarativeBase,
    Mapped,
    Session,
    mapped_column,
    relationship,
    selectinload,
    sessionmaker,
)

engine = create_engine("sqlite://")
Expiring = sessionmaker(engine)
Keeping = sessionmaker(engine, expire_on_commit=False)


class Base(DeclarativeBase):
    pass


class Team(Base):
    __tablename__ = "teams"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    players: Mapped[list["Player"]] = relationship(back_populates="team")


class Player(Base):
    __tablename__ = "players"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    team_id: Mapped[int] = mapped_column(ForeignKey("teams.id"))
    team: Mapped[Team] = relationship(back_populates="players")


class PlayerOut(BaseModel):
    model_config = {"from_attributes": True}
    name: str


class TeamOut(BaseModel):
    model_config = {"from_attributes": True}
    name: str
    players: list[PlayerOut]


app = FastAPI()


def expiring():
    with Expiring() as s:
        yield s


def keeping():
    with Keeping() as s:
        yield s


def load_eager(s: Session = Depends(keeping)) -> Team:  # -> converted-def
    return s.scalars(select(Team).options(selectinload(Team.players))).first()


def load_lazy(s: Session = Depends(keeping)) -> Team:  # -> converted-def
    return s.scalars(select(Team)).first()


def saved(s: Session = Depends(expiring)) -> Team:  # -> converted-def
    team = s.get(Team, 1)
    team.name = "y"
    s.commit()
    return team


def saved_kept(s: Session = Depends(keeping)) -> Team:  # -> converted-def
    team = s.get(Team, 1)
    team.name = "z"
    s.commit()
    return team


@app.get("/eager")
async def eager(team: Team = Depends(load_eager)):  # -> native-async
    return [p.name for p in team.players]


@app.get("/lazy")
async def lazy(team: Team = Depends(load_lazy)):  # -> blocking-async
    return [p.name for p in team.players]


@app.get("/eager-model", response_model=TeamOut)
async def eager_model(team: Team = Depends(load_eager)):  # -> native-async
    return team


@app.get("/lazy-model")
async def lazy_model(team: Team = Depends(load_lazy)) -> TeamOut:  # -> blocking-async
    return team


@app.get("/saved")
async def show_saved(team: Team = Depends(saved)):  # -> blocking-async
    return team.name


@app.get("/saved-kept")
async def show_kept(team: Team = Depends(saved_kept)):  # -> native-async
    return team.name


@app.get("/name-only")
async def name_only(team: Team = Depends(load_lazy)):  # -> native-async
    return team.name
