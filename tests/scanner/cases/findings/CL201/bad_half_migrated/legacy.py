from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Session

from db import Customer, SessionLocal


def settle(key: int) -> int:  # -> blocking-async
    with SessionLocal() as session:
        settle_given(session, key)
        session.commit()
    return key


def settle_given(session: Session, key: int) -> int:  # -> blocking-async
    session.execute(update(Customer).where(Customer.id == key).values(name="s"))
    return key


async def settle_async(session: AsyncSession, key: int) -> int:  # -> native-async
    await session.execute(update(Customer).where(Customer.id == key).values(name="s"))
    return key
