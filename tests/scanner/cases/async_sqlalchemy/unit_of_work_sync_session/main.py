from fastapi import FastAPI

from db import Item, SessionLocal


class UnitOfWork:
    async def __aenter__(self):
        self.session = SessionLocal()
        return self

    async def __aexit__(self, kind, error, trace):  # -> blocking-async via sqlalchemy.orm.Session.commit
        if error is None:
            self.session.commit()
        self.session.close()


app = FastAPI()


@app.post("/items")
async def create():  # -> blocking-async (helper) via sqlalchemy.orm.Session.commit
    async with UnitOfWork() as uow:
        uow.session.add(Item(name="a"))
    return {}
