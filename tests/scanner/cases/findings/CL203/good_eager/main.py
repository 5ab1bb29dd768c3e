from fastapi import Depends, FastAPI
from sqlalchemy import ForeignKey, select
from sqlalchemy.ext.asyncio import AsyncAttrs, AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship, selectinload

engine = create_async_engine("postgresql+asyncpg://app@db/app")
SessionLocal = async_sessionmaker(engine, expire_on_commit=False)


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


@app.get("/eager")
async def eager(db: AsyncSession = Depends(get_db)):  # -> native-async
    team = (await db.scalars(select(Team).options(selectinload(Team.members)))).first()
    return [member.id for member in team.members]


@app.get("/awaited")
async def awaited(db: AsyncSession = Depends(get_db)):  # -> native-async
    team = (await db.scalars(select(Team))).first()
    return [member.id for member in await team.awaitable_attrs.members]
