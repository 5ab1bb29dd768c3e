from fastapi import BackgroundTasks, Depends, FastAPI
from sqlalchemy.orm import Session

from db import Item, get_db


def recount(db):  # -> converted-def
    db.query(Item).count()


app = FastAPI()


@app.post("/recount")
def post(tasks: BackgroundTasks, db: Session = Depends(get_db)):  # -> converted-def
    tasks.add_task(recount, db)  # !! CL301
    return {}
