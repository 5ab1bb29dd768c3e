from fastapi import Depends, FastAPI

from db import Item, get_db


def rename(**kwargs):  # -> converted-def
    session = kwargs["session"]
    session.get(Item, kwargs["key"]).name = kwargs["name"]
    session.commit()


app = FastAPI()


@app.put("/items/{key}")
def put(key: int, name: str, db=Depends(get_db)):  # -> converted-def
    rename(session=db, key=key, name=name)
    return {}
