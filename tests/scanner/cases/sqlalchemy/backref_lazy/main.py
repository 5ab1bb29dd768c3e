import asyncio

from fastapi import FastAPI
from sqlalchemy import Column, ForeignKey, Integer, create_engine
from sqlalchemy.orm import declarative_base, relationship, sessionmaker

Base = declarative_base()


class Team(Base):
    __tablename__ = "teams"
    id = Column(Integer, primary_key=True)


class Member(Base):
    __tablename__ = "members"
    id = Column(Integer, primary_key=True)
    team_id = Column(Integer, ForeignKey("teams.id"))
    team = relationship(Team, backref="members", lazy="joined")


session = sessionmaker(create_engine("postgresql://app@db/app"))()


def load(model, key):  # -> converted-def
    return session.get(model, key)


app = FastAPI()


@app.get("/teams/{key}")
async def team(key: int):  # -> blocking-async
    return len((await asyncio.to_thread(load, Team, key)).members)


@app.get("/members/{key}")
async def member(key: int):  # -> native-async (offloaded)
    return (await asyncio.to_thread(load, Member, key)).team.id
