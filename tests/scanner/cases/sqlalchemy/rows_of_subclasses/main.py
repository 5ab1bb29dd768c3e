import asyncio
import time

from fastapi import Depends, FastAPI
from sqlalchemy import ForeignKey, create_engine, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, sessionmaker


class Base(DeclarativeBase):
    pass


class Payment(Base):
    __tablename__ = "payments"
    __mapper_args__ = {"polymorphic_on": "kind", "polymorphic_identity": "plain"}
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    cents: Mapped[int]

    def describe(self):
        return f"{self.cents} cents"

    def settle(self):
        return self.cents


class Card(Payment):
    __tablename__ = "cards"
    __mapper_args__ = {"polymorphic_identity": "card"}
    id: Mapped[int] = mapped_column(ForeignKey("payments.id"), primary_key=True)
    digits: Mapped[str]

    def describe(self):  # -> blocking-async
        return f"card {self.digits}"

    def settle(self):  # -> blocking-async
        time.sleep(0.01)
        return 1


class Cash(Payment):
    __mapper_args__ = {"polymorphic_identity": "cash"}
    drawer: Mapped[str | None]


factory = sessionmaker(create_engine("mysql+pymysql://h/db"))
app = FastAPI()


def session():
    with factory() as db:
        yield db


def payments(db: Session):  # -> converted-def
    return db.scalars(select(Payment)).all()


@app.get("/described")
async def described(db: Session = Depends(session)):  # -> blocking-async
    return [row.describe() for row in await asyncio.to_thread(payments, db)]


@app.get("/digits")
async def digits(db: Session = Depends(session)):  # -> blocking-async
    return [row.digits for row in await asyncio.to_thread(payments, db) if isinstance(row, Card)]


@app.get("/drawers")
async def drawers(db: Session = Depends(session)):  # -> blocking-async
    found = []
    for row in await asyncio.to_thread(payments, db):
        match row:
            case Cash(drawer=name):
                found.append(name)
    return found


@app.get("/by-kind")
async def by_kind(db: Session = Depends(session)):  # -> blocking-async
    return [row.digits for row in await asyncio.to_thread(payments, db) if row.kind == "card"]


@app.get("/settled")
async def settled(db: Session = Depends(session)):  # -> blocking-async via time.sleep
    return [row.settle() for row in await asyncio.to_thread(payments, db)]


@app.get("/keys")
async def keys(db: Session = Depends(session)):  # -> native-async
    return [row.id for row in await asyncio.to_thread(payments, db) if isinstance(row, Card)]


@app.get("/cents")
async def cents(db: Session = Depends(session)):  # -> native-async
    return [row.cents for row in await asyncio.to_thread(payments, db) if isinstance(row, Card)]


@app.get("/cash")
async def cash(db: Session = Depends(session)):  # -> native-async
    found = await asyncio.to_thread(db.query(Cash).all)
    return [[row.drawer, row.describe(), row.settle()] for row in found]


@app.get("/new")
async def new():  # -> native-async
    return [payment.cents for payment in (Payment(cents=1), Card(cents=2, digits="3"))]


@app.get("/digits/def")
def digits_in_thread(db: Session = Depends(session)):  # -> converted-def
    return [row.digits for row in payments(db) if isinstance(row, Card)]
