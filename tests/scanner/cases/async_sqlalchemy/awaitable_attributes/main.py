from fastapi import Depends, FastAPI
from sqlalchemy import ForeignKey
from sqlalchemy.ext.asyncio import AsyncAttrs, AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

SessionLocal = async_sessionmaker(create_async_engine("postgresql+asyncpg://app@db/app"))


class Base(AsyncAttrs, DeclarativeBase):
    pass


class Team(Base):
    __tablename__ = "teams"
    id: Mapped[int] = mapped_column(primary_key=True)
    members: Mapped[list["Member"]] = relationship()


class Member(Base):
    __tablename__ = "members"
    id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("teams.id"))


async def get_db():
    async with SessionLocal() as session:
        yield session


app = FastAPI()


@app.get("/teams/{key}")
async def team(key: int, db: AsyncSession = Depends(get_db)):  # -> native-async (async-io)
    found = await db.get(Team, key)
    return {"members": len(await found.awaitable_attrs.members)}
