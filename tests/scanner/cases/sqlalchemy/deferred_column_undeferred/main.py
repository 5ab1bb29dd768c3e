import asyncio

from fastapi import FastAPI
from sqlalchemy import create_engine, select
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, sessionmaker, undefer


class Base(DeclarativeBase):
    pass


class Page(Base):
    __tablename__ = "pages"
    id: Mapped[int] = mapped_column(primary_key=True)
    body: Mapped[str] = mapped_column(deferred=True)


SessionLocal = sessionmaker(create_engine("postgresql://app@db/app"))
session = SessionLocal()


def load():  # -> converted-def
    return session.scalars(select(Page).options(undefer(Page.body))).first()


app = FastAPI()


@app.get("/first")
async def first():  # -> native-async (offloaded)
    page = await asyncio.to_thread(load)
    return page.body
