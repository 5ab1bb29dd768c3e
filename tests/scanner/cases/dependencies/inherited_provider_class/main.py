from fastapi import Depends, FastAPI

from db import Item, SessionLocal


class Provider:
    def __call__(self):
        session = self.open()
        try:
            yield session
        finally:
            session.close()

    def open(self):
        raise NotImplementedError


class LocalProvider(Provider):
    def open(self):
        return SessionLocal()


app = FastAPI()


@app.get("/count")
async def count(db=Depends(LocalProvider())):  # -> blocking-async (handler) via sqlalchemy.orm.Query.count
    return db.query(Item).count()
