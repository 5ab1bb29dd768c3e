"""The reporting service before its migration: synchronous sessions in async handlers."""

from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException
from sqlalchemy import create_engine, func, select
from sqlalchemy.orm import Session, sessionmaker

from .models import DATABASE, QUERY_S, Customer, Purchase

engine = create_engine(f"postgresql+psycopg2://{DATABASE}", pool_size=20, max_overflow=20, pool_timeout=30)
SessionLocal = sessionmaker(engine, expire_on_commit=False)
app = FastAPI()


def get_db() -> Iterator[Session]:
    with SessionLocal() as session:
        yield session


Db = Annotated[Session, Depends(get_db)]


def total_of(db: Session, customer_id: int) -> int:
    db.execute(select(func.pg_sleep(QUERY_S)))
    statement = select(func.coalesce(func.sum(Purchase.cents), 0)).where(Purchase.customer_id == customer_id)
    return int(db.execute(statement).scalar_one())


@app.get("/ping")
async def ping() -> dict[str, bool]:
    return {"ok": True}


@app.get("/customers/{customer_id}")
async def show_customer(customer_id: int, db: Db) -> dict[str, object]:
    customer = db.get(Customer, customer_id)
    if customer is None:
        raise HTTPException(404)
    return {"id": customer.id, "name": customer.name}


@app.get("/customers/{customer_id}/report")
async def report(customer_id: int, db: Db) -> dict[str, int]:
    return {"customer": customer_id, "cents": total_of(db, customer_id)}
