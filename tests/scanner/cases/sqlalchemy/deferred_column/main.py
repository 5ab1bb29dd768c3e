import asyncio

from fastapi import Depends, FastAPI
from sqlalchemy import Text, create_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, deferred, mapped_column, sessionmaker


class Base(DeclarativeBase):
    pass


class Page(Base):
    __tablename__ = "pages"
    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    body: Mapped[str] = deferred(mapped_column(Text))


SessionLocal = sessionmaker(create_engine("postgresql://app@db/app"))
session = SessionLocal()


def load(key):  # -> converted-def
    return session.get(Page, key)


app = FastAPI()


@app.get("/pages/{key}/body")
async def body(key: int):  # -> blocking-async
    page = await asyncio.to_thread(load, key)
    return page.body
