"""Sessions of a class of the project: its factory, or its constructor, says whether a commit expires rows."""

from fastapi import FastAPI
from sqlalchemy import ForeignKey, create_engine, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, relationship, sessionmaker
from starlette.concurrency import run_in_threadpool

app = FastAPI()
engine = create_engine("sqlite://")


class Base(DeclarativeBase):
    pass


class Team(Base):
    __tablename__ = "teams"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


class Member(Base):
    __tablename__ = "members"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    team_id: Mapped[int] = mapped_column(ForeignKey("teams.id"))
    team: Mapped[Team] = relationship()


class PatientSession(Session):
    def describe(self) -> str:
        return "patient"


class KeepingSession(Session):
    pass


class ForgetfulSession(Session):
    pass


class QuietSession(Session):
    def __init__(self, **given):
        super().__init__(engine, expire_on_commit=False, **given)


Keeping = sessionmaker(class_=PatientSession, bind=engine, expire_on_commit=False)
Forgetful = sessionmaker(class_=ForgetfulSession, bind=engine)


def rename(session: Session) -> Team:  # -> converted-def via sqlalchemy.orm.Session.commit
    team = session.scalars(select(Team)).first()
    team.name = team.name + "!"
    session.commit()
    return team


def keeping():  # -> converted-def via sqlalchemy.orm.Session.commit
    session = Keeping()
    return session, rename(session)


def built():  # -> converted-def via sqlalchemy.orm.Session.commit
    session = KeepingSession(engine, expire_on_commit=False)
    return session, rename(session)


def quiet():  # -> converted-def via sqlalchemy.orm.Session.commit
    session = QuietSession()
    return session, rename(session)


def forgetful():  # -> converted-def via sqlalchemy.orm.Session.commit
    session = Forgetful()
    return session, rename(session)


@app.get("/kept")
async def kept():  # -> native-async
    session, team = await run_in_threadpool(keeping)
    return {"name": team.name, "session": session.describe()}


@app.get("/built")
async def kept_by_constructor():  # -> native-async
    session, team = await run_in_threadpool(built)
    return {"name": team.name, "new": len(session.new)}


@app.get("/quiet")
async def kept_by_own_constructor():  # -> native-async
    session, team = await run_in_threadpool(quiet)
    return {"name": team.name, "new": len(session.new)}


@app.get("/expired")
async def expired():  # -> blocking-async
    session, team = await run_in_threadpool(forgetful)
    return {"name": team.name, "new": len(session.new)}


def add_member(session: PatientSession) -> Member:  # -> converted-def via sqlalchemy.orm.Session.commit
    member = Member(name="x", team_id=1)
    session.add(member)
    session.commit()
    return member


def added():  # -> converted-def via sqlalchemy.orm.Session.commit
    session = Keeping()
    return session, add_member(session)


@app.post("/members")
async def post_member():  # -> native-async
    session, member = await run_in_threadpool(added)
    return {"name": member.name, "new": len(session.new)}


@app.post("/members/team")
async def post_member_and_read_its_team():  # -> blocking-async
    session, member = await run_in_threadpool(added)
    return {"team": member.team.name, "new": len(session.new)}
