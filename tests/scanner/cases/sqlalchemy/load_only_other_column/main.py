import asyncio

from fastapi import FastAPI
from sqlalchemy import create_engine, select
from sqlalchemy.orm import DeclarativeBase, Mapped, load_only, mapped_column, sessionmaker


class Base(DeclarativeBase):
    pass


class Page(Base):
    __tablename__ = "pages"
    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    body: Mapped[str]


session = sessionmaker(create_engine("postgresql://app@db/app"))()


def load():  # -> converted-def
    return session.scalars(select(Page).options(load_only(Page.title))).first()


app = FastAPI()


@app.get("/title")
async def title():  # -> native-async (offloaded)
    return (await asyncio.to_thread(load)).title


@app.get("/body")
async def body():  # -> blocking-async
    return (await asyncio.to_thread(load)).body
