from fastapi import FastAPI
from sqlalchemy import Column, Integer, MetaData, String, Table, create_engine, select

metadata = MetaData()
items = Table("items", metadata, Column("id", Integer, primary_key=True), Column("name", String(9)))
engine = create_engine("mysql+pymysql://app@db/app")
app = FastAPI()


def rows():  # -> blocking-async via sqlalchemy.Connection.execute
    connection = engine.connect()
    try:
        return connection.execute(select(items.c.name)).scalars().all()
    finally:
        connection.close()


@app.get("/names")
async def names():  # -> blocking-async (helper) via sqlalchemy.Connection.execute
    return rows()
