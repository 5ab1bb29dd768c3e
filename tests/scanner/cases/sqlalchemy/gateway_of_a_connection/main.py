from fastapi import Depends, FastAPI
from sqlalchemy import (
    Column,
    Integer,
    MetaData,
    String,
    Table,
    create_engine,
    func,
    insert,
    literal_column,
    select,
    text,
    update,
)
from sqlalchemy.engine import Connection, Engine
from typing import Annotated, Iterator

metadata = MetaData()
users = Table("users", metadata, Column("id", Integer, primary_key=True), Column("name", String))
engine: Engine = create_engine("sqlite://")
app = FastAPI()


def connection() -> Iterator[Connection]:  # -> converted-def
    with engine.begin() as c:
        yield c


def plain_connection() -> Iterator[Connection]:  # -> converted-def
    c = engine.connect()
    try:
        yield c
    finally:
        c.close()


Conn = Annotated[Connection, Depends(connection)]


class Gateway:
    def __init__(self, conn: Conn):
        self.conn = conn

    def count(self):  # -> blocking-async
        return self.conn.scalar(select(func.count()).select_from(users))

    def stmt(self):
        return str(select(users).where(users.c.id == 1).order_by(users.c.name.desc()).limit(3))

    def names(self):  # -> converted-def
        return [row.name for row in self.conn.execute(select(users.c.name))]

    def mapped(self):  # -> blocking-async
        return self.conn.execute(text("select 1 as a")).mappings().all()


@app.get("/count")
async def count(g: Annotated[Gateway, Depends()]):  # -> blocking-async
    return g.count()


@app.get("/stmt")
async def stmt(g: Annotated[Gateway, Depends(Gateway)]):  # -> native-async
    return g.stmt()


@app.get("/names")
def names(g: Annotated[Gateway, Depends(Gateway)]):  # -> converted-def
    return g.names()


@app.get("/mapped")
async def mapped(g: Annotated[Gateway, Depends()]):  # -> blocking-async
    return [dict(m) for m in g.mapped()]


@app.get("/rowcount")
async def rowcount(c: Annotated[Connection, Depends(plain_connection)]):  # -> blocking-async
    return c.execute(update(users).values(name="z")).rowcount


@app.get("/compiled")
async def compiled(c: Annotated[Connection, Depends(plain_connection)]):  # -> native-async
    return str(insert(users).values(name="x").compile(c.engine))
