from typing import Annotated

from fastapi import Depends
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Session

from inventory.db import get_async_db, get_db
from inventory.stores import AsyncStockStore, StockStore

Db = Annotated[Session, Depends(get_db)]
AsyncDb = Annotated[AsyncSession, Depends(get_async_db)]


def store(db: Db) -> StockStore:
    return StockStore(db)


async def async_store(db: AsyncDb) -> AsyncStockStore:
    return AsyncStockStore(db)


Store = Annotated[StockStore, Depends(store)]
AsyncStore = Annotated[AsyncStockStore, Depends(async_store)]
