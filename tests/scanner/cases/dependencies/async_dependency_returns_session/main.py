from fastapi import Depends, FastAPI
from sqlalchemy.orm import Session

from db import Item, SessionLocal


async def get_session():
    session = SessionLocal()
    try:
        yield session
    finally:
        session.close()


app = FastAPI()


@app.get("/threaded")
def threaded(session: Session = Depends(get_session)):  # -> converted-def
    return session.query(Item).count()


@app.get("/inline")
async def inline(session: Session = Depends(get_session)):  # -> blocking-async (handler) via sqlalchemy.orm.Query.count
    return session.query(Item).count()
