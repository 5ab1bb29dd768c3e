from contextlib import asynccontextmanager

import anyio.to_thread
from fastapi import Depends, FastAPI
from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session, sessionmaker

engine = create_engine("postgresql+psycopg://app@db/app")
SessionLocal = sessionmaker(engine)


@asynccontextmanager
async def lifespan(app):
    anyio.to_thread.current_default_thread_limiter().total_tokens = 12
    yield


def get_db():
    with SessionLocal() as session:
        yield session


app = FastAPI(lifespan=lifespan)


@app.get("/one")
def one(db: Session = Depends(get_db)):  # -> converted-def
    return db.execute(text("select 1")).scalar()
