from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint, func
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class IdMixin:
    id: Mapped[int] = mapped_column(primary_key=True)


class Warehouse(IdMixin, Base):
    __tablename__ = "warehouses"
    code: Mapped[str]
    stock: Mapped[list["Stock"]] = relationship(back_populates="warehouse", cascade="all, delete-orphan")


class Item(IdMixin, Base):
    __tablename__ = "items"
    sku: Mapped[str]
    stock: Mapped[list["Stock"]] = relationship(back_populates="item", lazy="raise")


class Stock(IdMixin, Base):
    __tablename__ = "stock"
    warehouse_id: Mapped[int] = mapped_column(ForeignKey("warehouses.id"))
    item_id: Mapped[int] = mapped_column(ForeignKey("items.id"))
    amount: Mapped[int] = mapped_column(default=0)
    warehouse: Mapped[Warehouse] = relationship(back_populates="stock")
    item: Mapped[Item] = relationship(back_populates="stock", lazy="joined", innerjoin=True)
