from fastapi import Depends, FastAPI
from sqlalchemy.orm import Session

from db import Item, get_db

app = FastAPI()


@app.post("/items")
def create(db: Session = Depends(get_db)):  # -> converted-def
    for name in make_names():
        db.add(Item(name=name))
        db.commit()  # !! CL306
    return {}


def make_names():
    return [str(number) for number in range(3)]
