import csv
import io

from sqlalchemy import select
from sqlalchemy.orm import Session

from db import Customer, SessionLocal


async def lines(db: Session):  # -> blocking-async
    yield "id,name\n"
    for customer in db.scalars(select(Customer)):  # !! CL109
        yield f"{customer.id},{customer.name}\n"


def plain_lines(db: Session):  # -> converted-def
    for customer in db.scalars(select(Customer)):
        yield f"{customer.id},{customer.name}\n"


async def mail(to: str) -> None:  # -> blocking-async
    with SessionLocal() as session:
        names = session.scalars(select(Customer.name)).all()  # !! CL104
    print(to, names)


def mail_plain(to: str) -> None:  # -> converted-def
    with SessionLocal() as session:
        print(to, session.scalars(select(Customer.name)).all())


async def shorten(text: str) -> str:  # !! CL105
    return text[:10]


async def collect(db: Session) -> list[str]:  # !! CL105  # -> blocking-async
    return [c.name for c in db.query(Customer)]  # !! CL101
