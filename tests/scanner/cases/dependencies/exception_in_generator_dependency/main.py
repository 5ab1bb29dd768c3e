from fastapi import Depends, FastAPI, HTTPException
from sqlalchemy import text

from db import SessionLocal


async def session_or_rollback():  # -> blocking-async via sqlalchemy.orm.Session.rollback
    session = SessionLocal()
    try:
        yield session
    except HTTPException:
        session.rollback()
        raise
    finally:
        session.close()


def first(session=Depends(session_or_rollback)):  # -> converted-def
    return session.execute(text("select 1")).scalar()


app = FastAPI()


@app.get("/fails")
def fails(value: int = Depends(first)):  # -> blocking-async (dependency) via sqlalchemy.orm.Session.rollback
    raise HTTPException(409)
