from fastapi import FastAPI
from sqlalchemy import create_engine, text

app = FastAPI()


def probe(url):  # -> converted-def
    engine = create_engine("postgresql+psycopg://app@db/app")
    try:
        with engine.connect() as connection:
            return connection.execute(text("select 1")).scalar()
    finally:
        engine.dispose()


@app.get("/probe")
def read():  # -> converted-def
    return probe("db")
