import requests
from fastapi import Depends, FastAPI
from sqlalchemy import event
from sqlalchemy.orm import Session

from db import Item, get_db


@event.listens_for(Item, "after_insert")
def announce(mapper, connection, target):  # -> blocking-async via requests.post
    requests.post("http://events.test/", json={"name": target.name})


app = FastAPI()


@app.post("/items")
async def create(db: Session = Depends(get_db)):  # -> blocking-async
    db.add(Item(name="a"))
    db.commit()
    return {}
