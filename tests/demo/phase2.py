"""The reporting service after phase 2: async sessions on an async driver."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine

from .models import DATABASE, QUERY_S, Customer, Purchase

engine = create_async_engine(
    f"postgresql+asyncpg://{DATABASE}", pool_size=20, max_overflow=20, pool_timeout=30
)
AsyncSessionLocal = async_sessionmaker(engine, expire_on_commit=False)


@asynccontextmanager
async def lifespan(_: FastAPI) -> AsyncIterator[None]:
    yield
    await engine.dispose()


app = FastAPI(lifespan=lifespan)


async def get_db() -> AsyncIterator[AsyncSession]:
    async with AsyncSessionLocal() as session:
        yield session


Db = Annotated[AsyncSession, Depends(get_db)]


async def total_of(db: AsyncSession, customer_id: int) -> int:
    await db.execute(select(func.pg_sleep(QUERY_S)))
    statement = select(func.coalesce(func.sum(Purchase.cents), 0)).where(Purchase.customer_id == customer_id)
    return int((await db.execute(statement)).scalar_one())


@app.get("/ping")
async def ping() -> dict[str, bool]:
    return {"ok": True}


@app.get("/customers/{customer_id}")
async def show_customer(customer_id: int, db: Db) -> dict[str, object]:
    customer = await db.get(Customer, customer_id)
    if customer is None:
        raise HTTPException(404)
    return {"id": customer.id, "name": customer.name}


@app.get("/customers/{customer_id}/report")
async def report(customer_id: int, db: Db) -> dict[str, int]:
    return {"customer": customer_id, "cents": await total_of(db, customer_id)}
