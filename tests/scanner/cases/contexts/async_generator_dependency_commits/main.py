from fastapi import Depends, FastAPI
from sqlalchemy import text

from db import SessionLocal


async def unit_of_work():  # -> blocking-async via sqlalchemy.orm.Session.commit
    session = SessionLocal()
    try:
        session.execute(text("select 1"))
        yield session
        session.commit()
    finally:
        session.close()


app = FastAPI()


@app.get("/things")
def things(session=Depends(unit_of_work)):  # -> blocking-async (dependency) via sqlalchemy.orm.Session.commit
    return {"open": session.is_active}
