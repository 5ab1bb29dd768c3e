from fastapi import FastAPI

from db import Item, SessionLocal

app = FastAPI()


@app.post("/items")
async def create():  # -> blocking-async (handler)
    with SessionLocal.begin() as session:
        session.add(Item(name="a"))
    return {}
