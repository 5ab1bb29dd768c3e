"""Relationships and columns that are assigned to a class once all the classes are there."""

from fastapi import Depends, FastAPI
from sqlalchemy import ForeignKey, create_engine, func, select
from sqlalchemy.orm import (
    DeclarativeBase,
    Mapped,
    column_property,
    mapped_column,
    relationship,
    selectinload,
    sessionmaker,
    undefer,
)


class Base(DeclarativeBase):
    pass


class Team(Base):
    __tablename__ = "teams"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


class Player(Base):
    __tablename__ = "players"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    team_id: Mapped[int] = mapped_column(ForeignKey("teams.id"))


class Captain(Player):
    pass


def count():
    return select(func.count(Player.id)).where(Player.team_id == Team.id).correlate_except(Player)


Team.players = relationship(Player, backref="team")
Team.size = column_property(count().scalar_subquery())
Team.late_size = column_property(count().scalar_subquery(), deferred=True)
Team.motto = "none"

Local = sessionmaker(create_engine("postgresql+psycopg://app@db/app", pool_size=20))


def session():
    with Local() as opened:
        yield opened


def plain(db=Depends(session)):  # -> converted-def
    return db.get(Team, 1)


def loaded(db=Depends(session)):  # -> converted-def
    return db.scalars(select(Team).options(selectinload(Team.players), undefer(Team.late_size))).first()


def player(db=Depends(session)):  # -> converted-def
    return db.get(Player, 1)


def captain(db=Depends(session)):  # -> converted-def
    return db.scalars(select(Captain)).first()


app = FastAPI()


@app.get("/plain/players")
async def plain_players(team=Depends(plain)):  # -> blocking-async
    return len(team.players)


@app.get("/plain/size")
async def plain_size(team=Depends(plain)):  # -> native-async
    return [team.size, team.motto]


@app.get("/plain/late")
async def plain_late(team=Depends(plain)):  # -> blocking-async
    return team.late_size


@app.get("/loaded/players")
async def loaded_players(team=Depends(loaded)):  # -> native-async
    return [player.name for player in team.players]


@app.get("/loaded/late")
async def loaded_late(team=Depends(loaded)):  # -> native-async
    return team.late_size


@app.get("/player/team")
async def player_team(player=Depends(player)):  # -> blocking-async
    return player.team.name


@app.get("/captain/team")
async def captain_team(captain=Depends(captain)):  # -> blocking-async
    return captain.team.name


@app.get("/player/name")
async def player_name(player=Depends(player)):  # -> native-async
    return player.name
