"""Parts of rows, reached by the names of their classes, of which only what is loaded is read."""

from fastapi import Depends, FastAPI
from sqlalchemy import ForeignKey, create_engine, func
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship, sessionmaker


class Base(DeclarativeBase):
    pass


class Team(Base):
    __tablename__ = "teams"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    people: Mapped[list["Person"]] = relationship(back_populates="team")


class Person(Base):
    __tablename__ = "people"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    team_id: Mapped[int] = mapped_column(ForeignKey("teams.id"))
    team: Mapped[Team] = relationship(back_populates="people", lazy="joined")


Session = sessionmaker(create_engine("sqlite://"))
app = FastAPI()


def get_db():
    with Session() as db:
        yield db


def counted(db=Depends(get_db)):  # -> converted-def
    return db.query(Person, func.count(Person.id).label("n")).group_by(Person.id).all()


def listed(whole: bool = False, db=Depends(get_db)):  # -> converted-def
    wanted = [Person, func.count(Person.id).label("n")]
    if whole:
        wanted.append(Person.name)
    return db.query(*wanted).group_by(Person.id).all()


def added(db=Depends(get_db)):  # -> converted-def
    return db.query(Team.name).add_entity(Person).join(Person).all()


def eager(db=Depends(get_db)):  # -> converted-def
    return db.query(Person, Person.name).all()


@app.get("/numbers")
async def numbers(rows=Depends(counted)):  # -> native-async
    return [(row.n, row.Person.name, row.count(row.n)) for row in rows]


@app.get("/names")
async def names(rows=Depends(listed)):  # -> native-async
    return [row.Person.name for row in rows]


@app.get("/columns")
async def columns(rows=Depends(added)):  # -> native-async
    return [(name, person.name) for name, person in rows]


@app.get("/eager")
async def read_eager(rows=Depends(eager)):  # -> native-async
    return [(row.Person.team.name, row._asdict()["name"]) for row in rows]
