import time

from fastapi import Depends, FastAPI
from sqlalchemy import ForeignKey, select
from sqlalchemy.ext.asyncio import AsyncAttrs, AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, relationship

engine = create_async_engine("postgresql+asyncpg://a@b/c")
Maker = async_sessionmaker(engine, expire_on_commit=False)


class Base(AsyncAttrs, DeclarativeBase):
    pass


class Order(Base):
    __tablename__ = "orders"
    id: Mapped[int] = mapped_column(primary_key=True)
    lines: Mapped[list["Line"]] = relationship(back_populates="order")


class Line(Base):
    __tablename__ = "lines"
    id: Mapped[int] = mapped_column(primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("orders.id"))
    order: Mapped[Order] = relationship(back_populates="lines")


async def get_db():
    async with Maker() as db:
        yield db


def total(session: Session) -> int:  # -> none
    return len(session.scalars(select(Order)).all())


def slow_total(session: Session) -> int:  # -> blocking-async
    time.sleep(0.001)
    return len(session.scalars(select(Order)).all())


class Unit:
    def __init__(self) -> None:
        self.maker = Maker

    async def __aenter__(self) -> "Unit":
        self.session = self.maker()
        return self

    async def __aexit__(self, *exc) -> None:  # -> native-async
        await self.session.rollback()
        await self.session.close()

    async def orders(self) -> list[Order]:  # -> native-async
        return list((await self.session.scalars(select(Order))).all())


app = FastAPI()


@app.get("/total")
async def get_total(db: AsyncSession = Depends(get_db)):  # -> native-async
    return await db.run_sync(total)


@app.get("/slow-total")
async def get_slow_total(db: AsyncSession = Depends(get_db)):  # -> blocking-async
    return await db.run_sync(slow_total)


@app.get("/lambda")
async def by_lambda(db: AsyncSession = Depends(get_db)):  # -> native-async
    return await db.run_sync(lambda s: len(s.query(Order).all()))


@app.get("/attrs")
async def attrs(db: AsyncSession = Depends(get_db)):  # -> native-async
    order = await db.get(Order, 1)
    return len(await order.awaitable_attrs.lines)


@app.get("/unit")
async def unit():  # -> native-async
    async with Unit() as unit:
        return [o.id for o in await unit.orders()]


@app.get("/stream")
async def stream(db: AsyncSession = Depends(get_db)):  # -> native-async
    found = []
    async for order in await db.stream_scalars(select(Order)):
        found.append(order.id)
    return found


@app.get("/add")
async def add(db: AsyncSession = Depends(get_db)):  # -> native-async
    async with db.begin():
        db.add(Order(id=77))
    return 1
