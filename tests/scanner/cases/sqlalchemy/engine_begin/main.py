from fastapi import FastAPI

from db import Item, engine

app = FastAPI()


@app.post("/items")
async def create():  # -> blocking-async (handler) via sqlalchemy.Engine.begin
    with engine.begin() as connection:
        connection.execute(Item.__table__.insert().values(name="a"))
    return {}
