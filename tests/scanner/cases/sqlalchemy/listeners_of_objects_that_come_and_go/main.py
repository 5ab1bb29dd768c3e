import asyncio
import time

from fastapi import Depends, FastAPI
from sqlalchemy import String, create_engine, event
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, reconstructor, sessionmaker

factory = sessionmaker(create_engine("mssql+pyodbc://h/db"))


def wait():  # -> blocking-async
    time.sleep(0.001)


class Base(DeclarativeBase):
    id: Mapped[int] = mapped_column(primary_key=True)


class Owner(Base):
    __tablename__ = "owners"
    name: Mapped[str] = mapped_column(String(9))

    @reconstructor
    def wake(self):  # -> blocking-async
        wait()


class Pet(Base):
    __tablename__ = "pets"
    name: Mapped[str] = mapped_column(String(9))


class Chip(Base):
    __tablename__ = "chips"
    code: Mapped[str] = mapped_column(String(9))


class Note(Base):
    __tablename__ = "notes"
    text: Mapped[str] = mapped_column(String(9))

    @reconstructor
    def wake(self):
        self.fresh = True


@event.listens_for(Chip, "load")
def chip_loaded(target, context):  # -> converted-def
    wait()


@event.listens_for(Pet, "init")
def pet_made(target, args, kwargs):  # -> blocking-async
    wait()


@event.listens_for(Chip, "refresh")
def chip_refreshed(target, context, attributes):  # -> blocking-async
    wait()


@event.listens_for(Session, "before_attach")
def before_attach(session, instance):  # -> blocking-async
    if isinstance(instance, Chip):
        wait()


@event.listens_for(factory, "pending_to_persistent")
def stored(session, instance):  # -> converted-def
    wait()


app = FastAPI()


def session():
    with factory() as db:
        yield db


def refresh(db: Session, row: Base):  # -> blocking-async
    db.refresh(row)


@app.get("/owners")
async def owners(db: Session = Depends(session)):  # -> native-async
    return [row.name for row in await asyncio.to_thread(db.query(Owner).all)]


@app.get("/owners/loop")
async def owners_on_the_loop(db: Session = Depends(session)):  # -> blocking-async
    return [row.name for row in db.query(Owner)]


@app.get("/owners/new")
async def new_owner():  # -> native-async
    return Owner(name="x").name


@app.get("/pets/new")
async def new_pet():  # -> blocking-async via time.sleep
    return Pet(name="x").name


@app.get("/pets")
async def pets(db: Session = Depends(session)):  # -> native-async
    return [row.name for row in await asyncio.to_thread(db.query(Pet).all)]


@app.get("/chips")
async def chips(db: Session = Depends(session)):  # -> native-async
    return [row.code for row in await asyncio.to_thread(db.query(Chip).all)]


@app.get("/chips/new")
async def new_chip():  # -> native-async
    return Chip(code="x").code


@app.post("/chips/added")
async def add_chip(db: Session = Depends(session)):  # -> blocking-async via time.sleep
    db.add(Chip(code="x"))


@app.post("/notes/added")
async def add_note(db: Session = Depends(session)):  # -> native-async
    db.add(Note(text="x"))


@app.post("/notes/stored")
def store_note(db: Session = Depends(session)):  # -> converted-def
    db.add(Note(text="x"))
    db.flush()


@app.get("/notes")
async def notes(db: Session = Depends(session)):  # -> native-async
    return [row.fresh for row in await asyncio.to_thread(db.query(Note).all)]


@app.post("/chips/refreshed")
async def refresh_chip(db: Session = Depends(session)):  # -> blocking-async
    refresh(db, await asyncio.to_thread(db.get, Chip, 1))
