from fastapi import FastAPI
from sqlalchemy.orm import sessionmaker

from db import Item, engine

SessionLocal = sessionmaker()
SessionLocal.configure(bind=engine)
app = FastAPI()


@app.get("/count")
async def count():  # -> blocking-async (handler) via sqlalchemy.orm.Query.count
    with SessionLocal() as session:
        return session.query(Item).count()
