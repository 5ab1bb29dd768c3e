from fastapi import FastAPI
from sqlalchemy.orm import Session

from db import SessionLocal, engine

app = FastAPI()


@app.get("/sessions")
async def sessions():  # -> native-async (no-io)
    with SessionLocal() as first:
        pass
    second = Session(engine)
    second.close()
    return {"first": first.is_active}
