from fastapi import Depends, FastAPI
from sqlalchemy import text

from db import SessionLocal


async def unit_of_work():  # -> blocking-async via sqlalchemy.orm.Session.commit
    with SessionLocal() as session:
        yield session
        session.execute(text("select 1"))
        session.commit()


app = FastAPI()


@app.post("/things")
def things(session=Depends(unit_of_work, scope="function")):  # -> blocking-async (dependency)
    return {}
