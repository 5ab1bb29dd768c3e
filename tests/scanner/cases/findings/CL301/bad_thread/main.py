import threading

from fastapi import Depends, FastAPI
from sqlalchemy.orm import Session

from db import Item, get_db


def recount(db):  # static: -> converted-def
    db.query(Item).count()


app = FastAPI()


@app.post("/recount")
def post(db: Session = Depends(get_db)):  # -> converted-def
    threading.Thread(target=recount, args=(db,)).start()  # !! CL301
    return {}
