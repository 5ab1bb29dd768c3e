from fastapi import Depends, FastAPI
from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session, sessionmaker

engine = create_engine("postgresql+psycopg://app@db/app", pool_size=30, max_overflow=10)
SessionLocal = sessionmaker(engine)


def get_db():
    with SessionLocal() as session:
        yield session


app = FastAPI()


@app.get("/one")
def one(db: Session = Depends(get_db)):  # -> converted-def
    return db.execute(text("select 1")).scalar()
