from fastapi import FastAPI
from sqlalchemy import create_engine, text

engine = create_engine(
    "postgresql+psycopg://app@db/app", pool_size=20, max_overflow=20, pool_pre_ping=True, pool_recycle=1800
)
app = FastAPI()


@app.get("/one")
def one():  # -> converted-def
    with engine.connect() as connection:
        return connection.execute(text("select 1")).scalar()
