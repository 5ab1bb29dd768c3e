from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Session

from db import Customer, SessionLocal


def notify(db: Session, name: str) -> int:  # -> converted-def
    return db.scalar(select(func.count(Customer.id)).where(Customer.name == name))


def notify_by_id(key: int) -> None:  # -> converted-def
    with SessionLocal() as db:
        notify(db, str(key))


async def recount(session: AsyncSession) -> int:  # -> native-async
    return await session.scalar(select(func.count(Customer.id)))


class Mailer:
    def __init__(self, db):
        self.db = db

    def send(self, name: str) -> None:  # -> converted-def
        notify(self.db, name)

    def send_own(self, name: str) -> None:  # -> converted-def
        with self.db() as session:
            notify(session, name)
