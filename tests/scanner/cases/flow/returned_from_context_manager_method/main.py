from contextlib import asynccontextmanager

from fastapi import FastAPI

from db import Item, SessionLocal


class Database:
    @asynccontextmanager
    async def session(self):
        session = SessionLocal()
        try:
            yield session
        finally:
            session.close()


database = Database()
app = FastAPI()


@app.get("/count")
async def count():  # -> blocking-async (handler) via sqlalchemy.orm.Query.count
    async with database.session() as session:
        return session.query(Item).count()
