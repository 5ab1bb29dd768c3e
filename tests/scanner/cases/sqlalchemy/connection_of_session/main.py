from fastapi import Depends, FastAPI
from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session, sessionmaker

engine = create_engine("postgresql+psycopg://app@db/app")
SessionLocal = sessionmaker(engine)


def get_db():
    with SessionLocal() as session:
        yield session


app = FastAPI()


@app.get("/both")
async def both():  # -> blocking-async
    with engine.connect() as connection, connection.begin():
        connection.execute(text("select 1"))


@app.get("/bind")
async def bind(db: Session = Depends(get_db)):  # -> native-async
    return db.get_bind().dialect.name


@app.get("/info")
async def info(db: Session = Depends(get_db)):  # -> native-async
    db.info["user"] = 1
    return db.info["user"]
