"""Listeners on every engine run below the greenlet when the session is asynchronous."""

from fastapi import Depends, FastAPI
from sqlalchemy import Engine, event
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class Item(Base):
    __tablename__ = "items"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


class Database:
    def __init__(self) -> None:
        event.listen(Engine, "connect", self.on_connection)
        event.listen(Engine, "before_cursor_execute", self.on_statement)
        self.engine = create_async_engine("sqlite+aiosqlite://")
        self.session = async_sessionmaker(self.engine, expire_on_commit=False)

    def on_connection(self, dbapi_connection, record) -> None:  # -> any
        cursor = dbapi_connection.cursor()
        cursor.execute("select 1")
        cursor.close()

    def on_statement(self, connection, cursor, statement, parameters, context, many) -> None:  # -> any
        extra = connection.connection.cursor()
        extra.execute("select 1")
        extra.close()


database = Database()


async def get_db():
    async with database.session() as session:
        yield session


def make_tables(connection):  # -> any
    for table in Base.metadata.sorted_tables:
        table.create(connection, checkfirst=True)


app = FastAPI()


@app.post("/items")
async def add(db: AsyncSession = Depends(get_db)):  # -> native-async (async-io)
    async with db.begin_nested():
        db.add(Item(id=7, name="x"))
        await db.flush()
    return {"id": 7}


@app.post("/tables")
async def create_tables():  # -> native-async (async-io)
    async with database.engine.begin() as connection:
        await connection.run_sync(make_tables)
    return {}


@app.post("/all")
async def add_all(db: AsyncSession = Depends(get_db)):  # -> native-async (async-io)
    async with db.begin():
        db.add(Item(id=8, name="x"))
    return {"id": 8}
