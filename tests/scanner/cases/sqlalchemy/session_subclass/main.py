from fastapi import FastAPI
from sqlalchemy.orm import Session

from db import Item, engine


class TrackingSession(Session):
    def names(self):  # -> blocking-async via sqlalchemy.orm.Query.all
        return [i.name for i in self.query(Item).all()]


app = FastAPI()


@app.get("/names")
async def names():  # -> blocking-async (helper) via sqlalchemy.orm.Query.all
    with TrackingSession(engine) as session:
        return session.names()
