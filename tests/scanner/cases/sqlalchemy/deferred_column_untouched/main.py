import asyncio

from fastapi import FastAPI
from sqlalchemy import create_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, sessionmaker


class Base(DeclarativeBase):
    pass


class Page(Base):
    __tablename__ = "pages"
    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    body: Mapped[str] = mapped_column(deferred=True)


SessionLocal = sessionmaker(create_engine("postgresql://app@db/app"))
session = SessionLocal()


def load(key):  # -> converted-def
    return session.get(Page, key)


app = FastAPI()


@app.get("/pages/{key}")
async def title(key: int):  # -> native-async (offloaded)
    page = await asyncio.to_thread(load, key)
    return page.title
