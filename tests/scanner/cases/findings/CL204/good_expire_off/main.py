from fastapi import FastAPI

from db import Item, SessionLocal

app = FastAPI()


@app.post("/items")
async def create():  # -> native-async
    async with SessionLocal() as db:
        item = Item(name="a")
        db.add(item)
        await db.commit()
        return {"name": item.name}
