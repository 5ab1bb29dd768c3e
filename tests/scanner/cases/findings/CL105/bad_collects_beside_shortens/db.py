from collections.abc import AsyncIterator, Iterator

from sqlalchemy import ForeignKey, create_engine
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, relationship, sessionmaker

engine = create_engine(
    "postgresql+psycopg://shop@db/shop",
    pool_size=40,
    pool_pre_ping=True,
    connect_args={"options": "-c statement_timeout=5000"},
)
SessionLocal = sessionmaker(engine)
async_engine = create_async_engine(
    "postgresql+asyncpg://shop@db/shop", pool_pre_ping=True, connect_args={"command_timeout": 5}
)
AsyncSessionLocal = async_sessionmaker(async_engine, expire_on_commit=False)


class Base(DeclarativeBase):
    pass


class Customer(Base):
    __tablename__ = "customers"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    notes: Mapped[str] = mapped_column(deferred=True)
    orders: Mapped[list["Order"]] = relationship(back_populates="customer")


class Order(Base):
    __tablename__ = "orders"
    id: Mapped[int] = mapped_column(primary_key=True)
    total: Mapped[int]
    customer_id: Mapped[int] = mapped_column(ForeignKey("customers.id"))
    customer: Mapped[Customer] = relationship(back_populates="orders")


def get_db() -> Iterator[Session]:
    with SessionLocal() as session:
        yield session


async def get_async_db() -> AsyncIterator[AsyncSession]:
    async with AsyncSessionLocal() as session:
        yield session


async def dispose() -> None:  # -> any
    await async_engine.dispose()
