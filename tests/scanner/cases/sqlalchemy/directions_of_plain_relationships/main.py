"""Mappings without annotations: foreign keys tell which end of a relationship is a list."""

import time

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

    def label(self):
        return f"room {self.name}"


class Team(Base):
    __tablename__ = "teams"
    id = Column(Integer, primary_key=True)
    name = Column(String)
    logs = relationship("Log", back_populates="team")
    badge = relationship("Badge", uselist=False, back_populates="team")
    rooms = relationship("Room", secondary=seats)

    def append(self, log):  # -> converted-def
        time.sleep(0.001)
        return log


class Log(Base):
    __tablename__ = "logs"
    id = Column(Integer, primary_key=True)
    team_id = Column(Integer, ForeignKey("teams.id"))
    team = relationship("Team", back_populates="logs")

    def append(self, log):
        time.sleep(0.001)
        return log


class Badge(Base):
    __tablename__ = "badges"
    id = Column(Integer, primary_key=True)
    team_id = Column(Integer, ForeignKey("teams.id"))
    team = relationship("Team", back_populates="badge")


def get_db():
    with Maker() as db:
        yield db


def load_team(db: Session = Depends(get_db)) -> Team:  # -> converted-def
    options = selectinload(Team.logs), selectinload(Team.badge), selectinload(Team.rooms)
    return db.scalars(select(Team).options(*options)).first()


app = FastAPI()


@app.get("/back")
async def back(team: Team = Depends(load_team)):  # -> native-async
    return [log.team.name for log in team.logs]


@app.get("/append")
async def append(team: Team = Depends(load_team)):  # -> native-async
    team.logs.append(Log())
    return len(team.logs)


@app.get("/badge")
async def badge(team: Team = Depends(load_team)):  # -> native-async
    return team.badge.id if team.badge else None


@app.get("/rooms")
async def rooms(team: Team = Depends(load_team)):  # -> native-async
    return [room.label() for room in team.rooms]


@app.get("/own")
def own(team: Team = Depends(load_team)):  # -> converted-def
    return team.badge.team.append(1)
