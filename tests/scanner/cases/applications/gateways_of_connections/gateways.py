from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, Engine, Row, bindparam, func, insert, select, text, update
from sqlalchemy.exc import IntegrityError

from tables import devices, readings


@dataclass
class DeviceGateway:
    connection: Connection

    def statement(self, online: bool | None = None):
        query = select(devices.c.id, devices.c.name)
        if online is not None:
            query = query.where(devices.c.online == online)
        return query

    def find(self, online: bool | None = None) -> list[dict]:  # -> blocking-async
        return [dict(row) for row in self.connection.execute(self.statement(online)).mappings()]

    def rename(self, key: int, name: str) -> int:  # -> blocking-async
        result = self.connection.execute(update(devices).where(devices.c.id == key).values(name=name))
        return result.rowcount

    def record(self, key: int, values: list[int]) -> None:  # -> blocking-async
        with self.connection.begin_nested():
            self.connection.execute(insert(readings), [{"device_id": key, "value": v} for v in values])

    def stats(self, key: int) -> Row | None:  # -> converted-def
        return self.connection.execute(
            select(func.avg(readings.c.value), func.max(readings.c.value)).where(readings.c.device_id == key)
        ).one_or_none()

    def stream(self) -> Iterator[str]:  # -> blocking-async
        result = self.connection.execution_options(stream_results=True).execute(select(devices.c.name))
        for partition in result.partitions(10):
            for row in partition:
                yield f"{row.name}\n"


class Reports:
    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def sql(self) -> str:
        return str(select(devices).compile(self.engine))

    def total(self) -> int:  # -> converted-def
        with self.engine.connect() as connection:
            return connection.scalar(text("select count(*) from readings")) or 0

    def raw(self) -> list:  # -> blocking-async
        connection = self.engine.raw_connection()
        try:
            cursor = connection.cursor()
            cursor.execute("select 1")
            return cursor.fetchall()
        finally:
            connection.close()
