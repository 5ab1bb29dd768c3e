import os

from fastapi import Depends, FastAPI
from sqlalchemy import create_engine
from sqlalchemy.orm import Session, sessionmaker

from db import SessionLocal as AsyncSessionLocal

SyncSessionLocal = sessionmaker(create_engine("postgresql+psycopg://app@db/app"))


async def get_session():  # !| CL208
    if os.environ.get("USE_ASYNC"):
        async with AsyncSessionLocal() as session:
            yield session  # !| CL208
    else:
        with SyncSessionLocal() as session:
            yield session  # !| CL208


app = FastAPI()


@app.get("/kind")
async def kind(session=Depends(get_session)):  # -> native-async
    return isinstance(session, Session)
