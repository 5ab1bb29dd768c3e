import asyncio

from fastapi import FastAPI
from sqlalchemy import ForeignKey, create_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, WriteOnlyMapped, mapped_column, relationship, sessionmaker


class Base(DeclarativeBase):
    pass


class Team(Base):
    __tablename__ = "teams"
    id: Mapped[int] = mapped_column(primary_key=True)
    members: WriteOnlyMapped["Member"] = relationship()


class Member(Base):
    __tablename__ = "members"
    id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("teams.id"))


session = sessionmaker(create_engine("postgresql://app@db/app"))()


def load(key):  # -> converted-def
    return session.get(Team, key)


app = FastAPI()


@app.get("/teams/{key}/sql")
async def sql(key: int):  # -> native-async (offloaded)
    team = await asyncio.to_thread(load, key)
    team.members.add(Member())
    return str(team.members.select())
