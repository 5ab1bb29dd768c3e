from sqlalchemy import String, create_engine
from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, sessionmaker


class Base(DeclarativeBase):
    pass


class Order(Base):
    __tablename__ = "orders"
    id: Mapped[int] = mapped_column(primary_key=True)
    item: Mapped[str] = mapped_column(String(10))


Session = sessionmaker(create_engine("postgresql+psycopg://h/o"))
AsyncSession = async_sessionmaker(create_async_engine("postgresql+asyncpg://h/o"), expire_on_commit=False)
