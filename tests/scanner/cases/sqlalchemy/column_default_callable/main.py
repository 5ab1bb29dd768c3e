import time

from fastapi import Depends, FastAPI
from sqlalchemy import create_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, sessionmaker


def make_code():  # -> converted-def
    time.sleep(0.01)
    return "code"


class Base(DeclarativeBase):
    pass


class Voucher(Base):
    __tablename__ = "vouchers"
    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(default=make_code)


SessionLocal = sessionmaker(create_engine("postgresql://app@db/app"))
app = FastAPI()


@app.post("/vouchers")
def create():  # -> converted-def
    with SessionLocal() as session:
        session.add(Voucher())
        session.commit()
    return {}


@app.get("/vouchers/new")
async def preview():  # -> native-async (no-io)
    return {"type": type(Voucher()).__name__}
