from fastapi import Depends, FastAPI

from db import Item, get_db


def rename(**kwargs):  # -> blocking-async via sqlalchemy.orm.Session.commit
    session = kwargs["session"]
    session.get(Item, kwargs["key"]).name = kwargs["name"]
    session.commit()


app = FastAPI()


@app.put("/items/{key}")
async def put(key: int, name: str, db=Depends(get_db)):  # -> blocking-async (helper) via sqlalchemy.orm.Session.commit
    rename(session=db, key=key, name=name)
    return {}
