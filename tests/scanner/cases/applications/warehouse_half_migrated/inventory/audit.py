from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncSession

from inventory.db import AsyncSessionLocal, SessionLocal
from inventory.models import Item


def audit(text: str) -> None:  # -> blocking-async
    with SessionLocal.begin() as session:
        session.execute(insert(Item).values(sku=text))


async def audit_async(text: str, session: AsyncSession | None = None) -> None:  # -> native-async
    if session is not None:
        await session.execute(insert(Item).values(sku=text))
        return
    async with AsyncSessionLocal.begin() as own:
        await own.execute(insert(Item).values(sku=text))
