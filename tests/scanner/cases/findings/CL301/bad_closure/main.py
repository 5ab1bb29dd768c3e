from fastapi import BackgroundTasks, Depends, FastAPI
from sqlalchemy.orm import Session

from db import Item, get_db

app = FastAPI()


@app.post("/recount")
def post(tasks: BackgroundTasks, db: Session = Depends(get_db)):  # -> converted-def
    def recount():  # -> converted-def
        db.query(Item).count()

    tasks.add_task(recount)  # !! CL301
    return {}
