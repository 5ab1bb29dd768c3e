from fastapi import FastAPI

from db import Base, Item, engine

app = FastAPI()


@app.get("/schema")
async def schema():  # -> native-async (no-io)
    tables = sorted(Base.metadata.tables)
    columns = [column.name for column in Item.__table__.columns]
    return {"tables": tables, "columns": columns, "dialect": engine.dialect.name}
