from fastapi import Depends, FastAPI
from sqlalchemy import ForeignKey, create_engine
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship, sessionmaker


class Base(DeclarativeBase):
    pass


class Cart(Base):
    __tablename__ = "carts"
    id: Mapped[int] = mapped_column(primary_key=True)
    lines: Mapped[list["Line"]] = relationship()

    @hybrid_property
    def size(self):  # -> blocking-async
        return len(self.lines)


class Line(Base):
    __tablename__ = "lines"
    id: Mapped[int] = mapped_column(primary_key=True)
    cart_id: Mapped[int] = mapped_column(ForeignKey("carts.id"))


session = sessionmaker(create_engine("postgresql://app@db/app"))()


def load() -> Cart:  # -> converted-def
    return session.get(Cart, 1)


app = FastAPI()


@app.get("/cart")
async def cart(found: Cart = Depends(load)):  # -> blocking-async
    return {"size": found.size}
