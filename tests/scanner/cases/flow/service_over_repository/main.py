from fastapi import Depends, FastAPI

from db import get_db
from services import ItemService

app = FastAPI()


def service(db=Depends(get_db)):
    return ItemService(db)


@app.get("/top")
async def top(items=Depends(service)):  # -> blocking-async (helper) via sqlalchemy.orm.Session.scalars
    return items.top()


@app.get("/info")
async def info(items=Depends(service)):  # -> native-async (no-io)
    return items.describe()
