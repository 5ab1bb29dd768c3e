import time

import requests
from fastapi import Depends, FastAPI
from sqlalchemy.orm import Session

from db import Item, get_db


def collect(db):  # -> converted-def
    time.sleep(0.001)
    return {"remote": requests.get("http://api.test/").json(), "count": db.query(Item).count()}


app = FastAPI()


@app.get("/collect")
def read(db: Session = Depends(get_db)):  # -> converted-def (born-def)
    return collect(db)
