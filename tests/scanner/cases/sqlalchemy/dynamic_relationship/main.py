import asyncio

from fastapi import FastAPI
from sqlalchemy import ForeignKey, create_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship, sessionmaker


class Base(DeclarativeBase):
    pass


class Team(Base):
    __tablename__ = "teams"
    id: Mapped[int] = mapped_column(primary_key=True)
    members = relationship("Member", lazy="dynamic")


class Member(Base):
    __tablename__ = "members"
    id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("teams.id"))


session = sessionmaker(create_engine("postgresql://app@db/app"))()


def load(key):  # -> converted-def
    return session.get(Team, key)


app = FastAPI()


@app.get("/teams/{key}")
async def size(key: int):  # -> blocking-async (handler)
    team = await asyncio.to_thread(load, key)
    return team.members.count()


@app.get("/teams/{key}/sql")
async def sql(key: int):  # -> native-async (offloaded)
    team = await asyncio.to_thread(load, key)
    return str(team.members.filter(Member.id > 1).statement)


@app.post("/teams/drafts")
async def draft(names: int = 2):  # -> native-async (no-io)
    team = Team()
    for _ in range(names):
        team.members.append(Member())
    return sum(1 for _ in team.members)


@app.post("/teams")
async def found():  # -> blocking-async (handler)
    team = Team()
    session.add(team)
    session.flush()
    return [member.id for member in team.members]
