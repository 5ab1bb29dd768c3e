from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import selectinload

from db import Customer


class CustomerRepository:
    def __init__(self, session: AsyncSession) -> None:
        self.session = session

    async def all(self, *options) -> Sequence[Customer]:  # -> native-async
        return (await self.session.scalars(select(Customer).options(*options))).all()

    async def get(self, key: int) -> Customer:  # -> native-async
        return await self.session.get_one(Customer, key)

    async def with_orders(self, key: int) -> Customer:  # -> native-async
        query = select(Customer).where(Customer.id == key).options(selectinload(Customer.orders))
        return (await self.session.execute(query)).scalar_one()
