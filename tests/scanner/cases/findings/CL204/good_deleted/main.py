from fastapi import FastAPI
from sqlalchemy import select
from sqlalchemy.ext.asyncio import async_sessionmaker

from db import Item, engine

make_session = async_sessionmaker(engine)
app = FastAPI()


@app.delete("/items/last")
async def delete_last():  # -> native-async
    async with make_session() as db:
        item = (await db.scalars(select(Item).order_by(Item.id.desc()))).first()
        if item is None:
            return {}
        await db.delete(item)
        await db.commit()
        return {"id": item.id, "name": item.name}


@app.delete("/items/first")
async def delete_first():  # -> native-async
    async with make_session() as db:
        item = (await db.scalars(select(Item).order_by(Item.id))).first()
        if item is None:
            return {}
        await item.remove(db)
        return item.to_dict()
