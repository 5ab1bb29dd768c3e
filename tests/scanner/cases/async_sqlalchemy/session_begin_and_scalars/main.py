from fastapi import Depends, FastAPI
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class Item(Base):
    __tablename__ = "items"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


engine = create_async_engine("postgresql+asyncpg://app@db/app")
SessionLocal = async_sessionmaker(engine, expire_on_commit=False)
app = FastAPI()


async def get_db():  # -> native-async (async-io)
    async with SessionLocal.begin() as session:
        yield session


class Items:
    def __init__(self, db: AsyncSession):
        self.db = db

    async def all(self):  # -> native-async (async-io)
        return (await self.db.scalars(select(Item))).all()

    def by_name(self):
        return select(Item).order_by(Item.name)


def items(db: AsyncSession = Depends(get_db)):
    return Items(db)


@app.get("/items")
async def listed(found: Items = Depends(items)):  # -> native-async (async-io)
    return [each.name for each in await found.all()]


@app.get("/statement")
async def statement(found: Items = Depends(items)):  # -> native-async
    return str(found.by_name())
