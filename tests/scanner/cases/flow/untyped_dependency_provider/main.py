from fastapi import Depends, FastAPI

from db import Item, SessionLocal


def get_session():
    session = SessionLocal()
    try:
        yield session
    finally:
        session.close()


app = FastAPI()


@app.get("/items/{key}")
async def item(key: int, session=Depends(get_session)):  # -> blocking-async (handler) via sqlalchemy.orm.Session.get
    return {"name": session.get(Item, key).name}
