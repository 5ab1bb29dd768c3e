from fastapi import Depends, FastAPI
from sqlalchemy import ForeignKey, create_engine, inspect, select
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import (
    DeclarativeBase,
    Mapped,
    Session,
    mapped_column,
    relationship,
    selectinload,
    sessionmaker,
    undefer,
)

engine = create_engine("postgresql+psycopg://a@b/c")
Maker = sessionmaker(engine)


class Base(DeclarativeBase):
    pass


class Team(Base):
    __tablename__ = "teams"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    notes: Mapped[str] = mapped_column(deferred=True)
    members: Mapped[list["Member"]] = relationship(back_populates="team", lazy="selectin")
    logs: Mapped[list["Log"]] = relationship(back_populates="team")

    @hybrid_property
    def shout(self) -> str:
        return self.name.upper()

    @property
    def log_count(self) -> int:  # -> blocking-async
        return len(self.logs)

    @property
    def size(self) -> int:
        return len(self.members)


class Member(Base):
    __tablename__ = "members"
    id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("teams.id"))
    team: Mapped[Team] = relationship(back_populates="members")


class Log(Base):
    __tablename__ = "logs"
    id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("teams.id"))
    team: Mapped[Team] = relationship(back_populates="logs")


def get_db():
    with Maker() as db:
        yield db


def load_team(db: Session = Depends(get_db)) -> Team:  # -> converted-def
    return db.scalars(select(Team)).first()


def load_with_logs(db: Session = Depends(get_db)) -> Team:  # -> converted-def
    return db.scalars(select(Team).options(selectinload(Team.logs), undefer(Team.notes))).first()


app = FastAPI()


@app.get("/name")
async def name(team: Team = Depends(load_team)):  # -> native-async
    return team.shout


@app.get("/size")
async def size(team: Team = Depends(load_team)):  # -> native-async
    return team.size


@app.get("/logs")
async def logs(team: Team = Depends(load_team)):  # -> blocking-async
    return team.log_count


@app.get("/logs-eager")
async def logs_eager(team: Team = Depends(load_with_logs)):  # -> native-async
    return team.log_count


@app.get("/notes")
async def notes(team: Team = Depends(load_team)):  # -> blocking-async
    return team.notes


@app.get("/notes-eager")
async def notes_eager(team: Team = Depends(load_with_logs)):  # -> native-async
    return team.notes


@app.get("/unloaded")
async def unloaded(team: Team = Depends(load_team)):  # -> native-async
    return sorted(inspect(team).unloaded)


@app.get("/notes-def")
def notes_def(team: Team = Depends(load_team)):  # -> converted-def
    return team.notes


@app.get("/getattr")
async def by_getattr(team: Team = Depends(load_team)):  # -> blocking-async
    return team.notes


@app.get("/loop")
async def in_loop(team: Team = Depends(load_with_logs)):  # -> native-async
    return [log.team_id for log in team.logs]


@app.get("/back")
async def back(team: Team = Depends(load_with_logs)):  # -> native-async
    return [log.team.name for log in team.logs]


@app.get("/members")
async def members(team: Team = Depends(load_team)):  # -> native-async
    return [m.team.id for m in team.members]
