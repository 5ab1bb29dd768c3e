from typing import Generic, TypeVar

from fastapi import Depends, FastAPI
from sqlalchemy.ext.asyncio import AsyncSession

from db import Base, Item, get_db

M = TypeVar("M", bound=Base)


class Repository(Generic[M]):
    model: type[M]

    def __init__(self, session: AsyncSession) -> None:
        self.session = session

    async def get(self, key: int) -> M | None:  # -> native-async
        return await self.session.get(self.model, key)


class ItemRepository(Repository[Item]):
    model = Item


app = FastAPI()


@app.get("/items/{key}")
async def read(key: int, session: AsyncSession = Depends(get_db)):  # -> native-async (async-io)
    return {"name": (await ItemRepository(session).get(key)).name}
