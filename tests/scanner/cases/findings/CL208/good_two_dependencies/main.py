from fastapi import Depends, FastAPI
from sqlalchemy import create_engine, select
from sqlalchemy.orm import Session, sessionmaker

from db import Item, get_db

SyncSessionLocal = sessionmaker(create_engine("postgresql+psycopg://app@db/app"))


def get_sync_db():
    with SyncSessionLocal() as session:
        yield session


app = FastAPI()


@app.get("/sync")
def sync(db: Session = Depends(get_sync_db)):  # -> converted-def
    return len(db.scalars(select(Item)).all())


@app.get("/async")
async def native(db=Depends(get_db)):  # -> native-async
    return len((await db.scalars(select(Item))).all())
