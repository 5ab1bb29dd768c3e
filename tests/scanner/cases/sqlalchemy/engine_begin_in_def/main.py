from fastapi import FastAPI

from db import Item, engine

app = FastAPI()


def insert(name):  # -> converted-def
    with engine.begin() as connection:
        connection.execute(Item.__table__.insert().values(name=name))


@app.post("/items")
def create():  # -> converted-def
    insert("a")
    return {}
