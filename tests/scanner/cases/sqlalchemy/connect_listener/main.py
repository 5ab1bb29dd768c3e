"""A listener for new connections runs where the first query does."""

from fastapi import Depends, FastAPI
from sqlalchemy import Engine, create_engine, event, text
from sqlalchemy.orm import Session, sessionmaker

engine = create_engine("postgresql+psycopg://app@db/app")
SessionLocal = sessionmaker(engine)


@event.listens_for(Engine, "connect")
def set_path(dbapi_connection, record):  # static: -> converted-def
    cursor = dbapi_connection.cursor()
    cursor.execute("select 1")
    cursor.close()


def get_db():
    with SessionLocal() as session:
        yield session


app = FastAPI()


@app.get("/one")
def one(db: Session = Depends(get_db)):  # -> converted-def
    return db.execute(text("select 1")).scalar()
