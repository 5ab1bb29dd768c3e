from fastapi import FastAPI
from sqlalchemy import Column, Integer, MetaData, String, Table, and_, func, insert, select, update
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateTable

app = FastAPI()
users = Table("users", MetaData(), Column("id", Integer, primary_key=True), Column("name", String(20)))


def narrowed(name: str):
    statement = select(users.c.id, func.count()).group_by(users.c.id)
    return statement.where(and_(users.c.name == name, users.c.id > 1)).limit(10)


@app.get("/select")
async def show_select():  # -> native-async
    return str(narrowed("ada").compile(dialect=postgresql.dialect()))


@app.get("/write")
async def show_write():  # -> native-async
    created = insert(users).values(name="ada").returning(users.c.id)
    changed = update(users).where(users.c.id == 1).values(name="eve")
    return [str(created), str(changed)]


@app.get("/table")
async def show_table():  # -> native-async
    return str(CreateTable(users))
