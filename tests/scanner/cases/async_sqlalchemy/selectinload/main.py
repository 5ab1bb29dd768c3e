from fastapi import Depends, FastAPI
from sqlalchemy import ForeignKey, select
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship, selectinload

SessionLocal = async_sessionmaker(create_async_engine("postgresql+asyncpg://app@db/app"))


class Base(DeclarativeBase):
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


@app.get("/teams")
async def teams(db: AsyncSession = Depends(get_db)):  # -> native-async (async-io)
    rows = await db.scalars(select(Team).options(selectinload(Team.members)))
    return [len(team.members) for team in rows]
