from contextlib import closing

from sqlalchemy import create_engine, text
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.orm import Session, sessionmaker

from core.ports import Booking

engine = create_engine("postgresql+psycopg://h/db")
aengine = create_async_engine("postgresql+asyncpg://h/db")
Local = sessionmaker(engine)


class SqlReader:
    def __init__(self, make=Local):
        self._make = make

    def fetch(self, key: int) -> Booking:  # -> blocking-async
        with closing(self._make()) as s:
            row = s.execute(text("select 1 as id")).one()
        return Booking(row.id, "g")


class AsyncSqlReader:
    async def fetch(self, key: int) -> Booking:  # -> native-async
        async with aengine.connect() as c:
            row = (await c.execute(text("select 1 as id"))).one()
        return Booking(row.id, "g")


class PooledConnection:
    def __init__(self):
        self.session = Session(engine)

    def close(self):  # -> blocking-async
        self.session.execute(text("select 1"))
        self.session.close()
