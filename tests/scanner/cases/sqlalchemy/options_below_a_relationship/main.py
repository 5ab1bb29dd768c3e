"""What an option leaves out below a relationship is left out of the rows at its end, and of no others."""

import asyncio

from fastapi import FastAPI
from sqlalchemy import ForeignKey, create_engine, select
from sqlalchemy.orm import (
    DeclarativeBase,
    Mapped,
    defaultload,
    joinedload,
    load_only,
    mapped_column,
    relationship,
    selectinload,
    sessionmaker,
)


class Base(DeclarativeBase):
    pass


class Game(Base):
    __tablename__ = "games"
    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    notes: Mapped[str]
    series_id: Mapped[int] = mapped_column(ForeignKey("games.id"))
    files: Mapped[list["File"]] = relationship(back_populates="game")
    series: Mapped["Game"] = relationship(remote_side=id)


class File(Base):
    __tablename__ = "files"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    digest: Mapped[str]
    game_id: Mapped[int] = mapped_column(ForeignKey("games.id"))
    game: Mapped[Game] = relationship(back_populates="files")


Session = sessionmaker(create_engine("postgresql://app@db/app"))
chained, nested, above, default = Session(), Session(), Session(), Session()


def by_chain():  # -> converted-def
    options = selectinload(Game.series).load_only(Game.title)
    return chained.scalars(select(Game).options(options).where(Game.id == 1)).first()


def by_nesting():  # -> converted-def
    files = selectinload(Game.files).options(load_only(File.name), joinedload(File.game).load_only(Game.title))
    return nested.scalars(select(Game).options(files)).first()


def only_titles():  # -> converted-def
    return above.scalars(select(Game).options(load_only(Game.title))).first()


def without_digest():  # -> converted-def
    return default.scalars(
        select(Game).options(selectinload(Game.files), defaultload(Game.files).defer(File.digest))
    ).first()


app = FastAPI()


@app.get("/chained/own")
async def chained_own():  # -> native-async
    return (await asyncio.to_thread(by_chain)).notes


@app.get("/chained/series")
async def chained_series():  # -> blocking-async
    return (await asyncio.to_thread(by_chain)).series.notes


@app.get("/nested/own")
async def nested_own():  # -> native-async
    return (await asyncio.to_thread(by_nesting)).notes


@app.get("/nested/name")
async def nested_name():  # -> native-async
    return [file.name for file in (await asyncio.to_thread(by_nesting)).files]


@app.get("/nested/digest")
async def nested_digest():  # -> blocking-async
    return [file.digest for file in (await asyncio.to_thread(by_nesting)).files]


@app.get("/above/title")
async def above_title():  # -> native-async
    return (await asyncio.to_thread(only_titles)).title


@app.get("/above/notes")
async def above_notes():  # -> blocking-async
    return (await asyncio.to_thread(only_titles)).notes


@app.get("/default/own")
async def default_own():  # -> native-async
    game = await asyncio.to_thread(without_digest)
    return [game.notes, *(file.name for file in game.files)]


@app.get("/default/digest")
async def default_digest():  # -> blocking-async
    return [file.digest for file in (await asyncio.to_thread(without_digest)).files]
