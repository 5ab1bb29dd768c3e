from typing import Any, Generic, Sequence, TypeVar

from sqlalchemy import delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import selectinload

from stack.models import Base, Member, Team

M = TypeVar("M", bound=Base)


class AsyncRepository(Generic[M]):
    model: type[M]

    def __init__(self, session: AsyncSession):
        self.session = session

    async def get(self, key: Any, *options) -> M | None:  # -> native-async
        return await self.session.get(self.model, key, options=options)

    async def list(self, **filters) -> Sequence[M]:  # -> native-async
        return (await self.session.scalars(select(self.model).filter_by(**filters))).all()

    async def count(self) -> int:  # -> native-async
        return (await self.session.execute(select(func.count()).select_from(self.model))).scalar_one()

    async def bulk(self, values):  # -> native-async
        return await self.session.run_sync(lambda s: s.bulk_insert_mappings(self.model, values))

    async def touch(self):  # -> native-async
        await self.session.execute(update(self.model).values(name="y"))
        await self.session.flush()

    async def stream(self):  # -> native-async
        async for row in await self.session.stream_scalars(select(self.model)):
            yield row.name


class Teams(AsyncRepository[Team]):
    model = Team

    async def with_members(self, key):  # -> native-async
        return await self.get(key, selectinload(Team.members))


class Members(AsyncRepository[Member]):
    model = Member
