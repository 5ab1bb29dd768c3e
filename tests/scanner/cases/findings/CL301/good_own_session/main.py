from fastapi import BackgroundTasks, Depends, FastAPI
from sqlalchemy.orm import Session

from db import Item, SessionLocal, get_db


def recount(key):  # -> converted-def
    with SessionLocal() as db:
        db.get(Item, key)


app = FastAPI()


@app.post("/recount/{key}")
def post(key: int, tasks: BackgroundTasks, db: Session = Depends(get_db)):  # -> converted-def
    item = db.get(Item, key)
    tasks.add_task(recount, item.id)
    return {}
