from fastapi import FastAPI
from sqlalchemy import text

from db import engine


def ping():  # -> blocking-async via sqlalchemy.Connection.execute
    with engine.connect() as connection:
        return connection.execute(text("select 1")).scalar()


app = FastAPI()


@app.get("/health")
async def health():  # -> blocking-async (helper) via sqlalchemy.Connection.execute
    return {"db": ping()}
