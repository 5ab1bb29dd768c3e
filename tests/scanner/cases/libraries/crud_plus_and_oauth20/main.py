"""Asynchronous repositories of a library, one of which a class of the project extends, and a log-in by OAuth."""

import time

from fastapi import FastAPI
from fastapi_oauth20 import GitHubOAuth20
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy_crud_plus import CRUDPlus


class Base(DeclarativeBase):
    pass


class Dept(Base):
    __tablename__ = "depts"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


class Depts(CRUDPlus[Dept]):
    async def all(self, db: AsyncSession):  # -> native-async
        return await self.select_models(db)

    async def slow(self, db: AsyncSession):  # -> blocking-async
        time.sleep(0.01)
        return await self.select_model(db, 1)


depts = Depts(Dept)
plain = CRUDPlus(Dept)
github = GitHubOAuth20("id", "secret")
Session = async_sessionmaker(create_async_engine("postgresql+asyncpg://app@db/app"), expire_on_commit=False)
app = FastAPI()


@app.get("/all")
async def read_all():  # -> native-async (async-io)
    async with Session() as db:
        return len(await depts.all(db))


@app.get("/slow")
async def slow():  # -> blocking-async (helper) via time.sleep
    async with Session() as db:
        return bool(await depts.slow(db))


@app.get("/one")
async def one():  # -> native-async (async-io)
    async with Session() as db:
        return bool(await plain.select_model(db, 1))


@app.get("/user")
async def user():  # -> native-async (async-io)
    return bool(await github.get_userinfo("token"))
