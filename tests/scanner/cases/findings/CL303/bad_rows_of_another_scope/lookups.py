from sqlalchemy import select
from sqlalchemy.orm import Session

from db import Customer, Order, SessionLocal


def find_customer(db: Session, key: int) -> Customer:  # -> converted-def
    return db.get_one(Customer, key)


def default_customer() -> Customer:  # -> converted-def
    with SessionLocal(expire_on_commit=False) as session:
        return session.scalars(select(Customer).limit(1)).one()


def latest(db: Session, key: int) -> int | None:  # -> converted-def
    return db.scalar(select(Order.total).where(Order.customer_id == key).order_by(Order.id.desc()).limit(1))
