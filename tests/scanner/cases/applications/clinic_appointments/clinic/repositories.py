from typing import Generic, TypeVar

from sqlalchemy import func, select

from clinic.db import async_session, session
from clinic.tables import Appointment, Base, Doctor

Row = TypeVar("Row", bound=Base)


class Repository(Generic[Row]):
    model: type[Row]

    def get(self, key: int) -> Row | None:  # -> blocking-async
        return session().get(self.model, key)

    def statement(self, limit: int = 20):
        return select(self.model).limit(limit)

    def list(self, limit: int = 20) -> list[Row]:  # -> blocking-async
        return list(session().scalars(self.statement(limit)))


class AsyncRepository(Repository[Row]):
    async def get(self, key: int) -> Row | None:  # -> native-async
        return await async_session().get(self.model, key)

    async def list(self, limit: int = 20) -> list[Row]:  # -> native-async
        return list(await async_session().scalars(self.statement(limit)))


class Doctors(Repository[Doctor]):
    model = Doctor


class Appointments(AsyncRepository[Appointment]):
    model = Appointment

    async def count(self) -> int:  # -> native-async
        return await async_session().scalar(select(func.count()).select_from(Appointment)) or 0
