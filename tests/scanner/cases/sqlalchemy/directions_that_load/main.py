"""Mappings without annotations: a list that is replaced is loaded first, to know what leaves it."""

from fastapi import Depends, FastAPI
from sqlalchemy import Column, ForeignKey, Integer, String, Table, create_engine, select
from sqlalchemy.orm import Session, declarative_base, relationship, selectinload, sessionmaker

engine = create_engine("postgresql+psycopg://a@b/c")
Maker = sessionmaker(engine)
Base = declarative_base()

seats = Table(
    "seats",
    Base.metadata,
    Column("team_id", ForeignKey("teams.id"), primary_key=True),
    Column("room_id", ForeignKey("rooms.id"), primary_key=True),
)


class Room(Base):
    __tablename__ = "rooms"
    id = Column(Integer, primary_key=True)
    name = Column(String)


class Team(Base):
    __tablename__ = "teams"
    id = Column(Integer, primary_key=True)
    name = Column(String)
    logs = relationship("Log", back_populates="team")
    badge = relationship("Badge", uselist=False, back_populates="team")
    rooms = relationship("Room", secondary=seats)


class Log(Base):
    __tablename__ = "logs"
    id = Column(Integer, primary_key=True)
    team_id = Column(Integer, ForeignKey("teams.id"))
    team = relationship("Team", back_populates="logs")


class Badge(Base):
    __tablename__ = "badges"
    id = Column(Integer, primary_key=True)
    team_id = Column(Integer, ForeignKey("teams.id"))
    team = relationship("Team", back_populates="badge")


def get_db():
    with Maker() as db:
        yield db


def load_team(db: Session = Depends(get_db)) -> Team:  # -> converted-def
    return db.scalars(select(Team).options(selectinload(Team.rooms))).first()


app = FastAPI()


@app.get("/replace")
async def replace(team: Team = Depends(load_team)):  # -> blocking-async
    team.logs = []
    return 0


@app.get("/badge")
async def badge(team: Team = Depends(load_team)):  # -> blocking-async
    return team.badge.id if team.badge else None


@app.get("/rooms")
async def rooms(team: Team = Depends(load_team)):  # -> native-async
    return [room.name for room in team.rooms]


@app.get("/replace-loaded")
async def replace_loaded(team: Team = Depends(load_team)):  # -> native-async
    team.rooms = []
    return 0
