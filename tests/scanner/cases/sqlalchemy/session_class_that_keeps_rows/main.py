"""Sessions of a class of the project whose factory lets commits leave rows as they are."""

from fastapi import FastAPI
from sqlalchemy import create_engine, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, sessionmaker
from starlette.concurrency import run_in_threadpool

app = FastAPI()
engine = create_engine("sqlite://")


class Base(DeclarativeBase):
    pass


class Team(Base):
    __tablename__ = "teams"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


class PatientSession(Session):
    pass


Keeping = sessionmaker(class_=PatientSession, bind=engine, expire_on_commit=False)


def renamed():  # -> converted-def via sqlalchemy.orm.Session.commit
    session = Keeping()
    team = session.scalars(select(Team)).first()
    team.name = team.name + "!"
    session.commit()
    return session, team


def added():  # -> converted-def via sqlalchemy.orm.Session.commit
    session = Keeping()
    team = Team(name="x")
    session.add(team)
    session.commit()
    return session, team


@app.get("/renamed")
async def rename():  # -> native-async
    session, team = await run_in_threadpool(renamed)
    return {"name": team.name, "new": len(session.new)}


@app.post("/teams")
async def add():  # -> native-async
    session, team = await run_in_threadpool(added)
    return {"name": team.name, "new": len(session.new)}
