from fastapi import FastAPI
from sqlalchemy.ext.asyncio import async_sessionmaker

from db import Item, engine

make_session = async_sessionmaker(engine)  # !| CL204
app = FastAPI()


@app.post("/items")
async def create():  # -> native-async
    async with make_session() as db:
        item = Item(name="a")
        db.add(item)
        await db.commit()
        return {"name": item.name}  # !| CL204
