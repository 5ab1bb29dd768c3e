from fastapi import FastAPI

from db import Item, SessionLocal
from service import Service

service = Service()
service.session = SessionLocal()
app = FastAPI()


@app.get("/count")
async def count():  # -> blocking-async (helper) via sqlalchemy.orm.Query.count
    return service.count(Item)
