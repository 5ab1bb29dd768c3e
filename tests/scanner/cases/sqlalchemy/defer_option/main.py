"""``defer`` and ``load_only`` leave columns to be loaded at the first read."""

import asyncio

from fastapi import FastAPI
from sqlalchemy import create_engine, select
from sqlalchemy.orm import DeclarativeBase, Mapped, defer, load_only, mapped_column, sessionmaker


class Base(DeclarativeBase):
    pass


class Page(Base):
    __tablename__ = "pages"
    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column()
    body: Mapped[str]


SessionLocal = sessionmaker(create_engine("postgresql://app@db/app"))
session, other = SessionLocal(), SessionLocal()


def without_body():  # -> converted-def
    return session.scalars(select(Page).options(defer(Page.body))).first()


def by_query():  # -> converted-def
    return other.query(Page).options(load_only(Page.id, Page.title)).first()


app = FastAPI()


@app.get("/deferred")
async def deferred():  # -> blocking-async
    return (await asyncio.to_thread(without_body)).body


@app.get("/kept")
async def kept():  # -> native-async
    return (await asyncio.to_thread(without_body)).title


@app.get("/only/title")
async def only_title():  # -> native-async
    page = await asyncio.to_thread(by_query)
    return [page.id, page.title]


@app.get("/only/body")
async def only_body():  # -> blocking-async
    return (await asyncio.to_thread(by_query)).body
