import time

from fastapi import Depends, FastAPI
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from db import Item, SessionLocal, get_db


def stamp(session, context, instances):  # -> blocking-async via time.sleep
    time.sleep(0.01)


event.listen(SessionLocal, "before_flush", stamp)
app = FastAPI()


@app.get("/items")
async def items(db: Session = Depends(get_db)):  # -> blocking-async
    db.add(Item(name="pending"))
    return [i.name for i in db.scalars(select(Item))]
