from fastapi import Depends, FastAPI

from db import Item, SessionLocal


class UnitOfWork:
    async def __aenter__(self):
        self.session = SessionLocal()
        return self

    async def __aexit__(self, kind, error, trace):  # -> native-async
        if error is None:
            await self.session.commit()
        await self.session.close()


app = FastAPI()


@app.post("/items")
async def create():  # -> native-async (async-io)
    async with UnitOfWork() as uow:
        uow.session.add(Item(name="a"))
    return {}
