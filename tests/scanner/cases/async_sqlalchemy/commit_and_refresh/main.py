from fastapi import Depends, FastAPI
from sqlalchemy.ext.asyncio import AsyncSession

from db import Item, get_db


class ItemRepository:
    def __init__(self, session: AsyncSession):
        self.session = session

    def stage(self, name):
        item = Item(name=name)
        self.session.add(item)
        return item

    async def create(self, name):  # -> native-async
        item = self.stage(name)
        await self.session.commit()
        await self.session.refresh(item)
        return item


app = FastAPI()


@app.post("/items")
async def create(name: str, db: AsyncSession = Depends(get_db)):  # -> native-async (async-io)
    return {"id": (await ItemRepository(db).create(name)).id}
