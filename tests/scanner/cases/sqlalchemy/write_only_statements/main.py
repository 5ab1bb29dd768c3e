"""Write-only collections build statements; executing those is what does I/O."""

from fastapi import Depends, FastAPI
from sqlalchemy import ForeignKey, create_engine
from sqlalchemy.orm import (
    DeclarativeBase,
    DynamicMapped,
    Mapped,
    Session,
    WriteOnlyMapped,
    mapped_column,
    relationship,
    sessionmaker,
)


class Base(DeclarativeBase):
    pass


class Team(Base):
    __tablename__ = "teams"
    id: Mapped[int] = mapped_column(primary_key=True)
    members: WriteOnlyMapped["Member"] = relationship()
    fans: DynamicMapped["Fan"] = relationship()


class Member(Base):
    __tablename__ = "members"
    id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("teams.id"))


class Fan(Base):
    __tablename__ = "fans"
    id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("teams.id"))


SessionLocal = sessionmaker(create_engine("postgresql://app@db/app"))


def get_db():
    with SessionLocal() as session:
        yield session


def team(db: Session = Depends(get_db)):  # -> converted-def
    return db.get(Team, 1)


app = FastAPI()


@app.get("/built")
async def built(team: Team = Depends(team)):  # -> native-async
    return str(team.members.select().limit(3)) + str(team.fans.order_by(Fan.id))


@app.get("/members")
async def members(team: Team = Depends(team), db: Session = Depends(get_db)):  # -> blocking-async
    return [m.id for m in db.scalars(team.members.select())]


@app.get("/fans")
async def fans(team: Team = Depends(team)):  # -> blocking-async
    return [f.id for f in team.fans]
