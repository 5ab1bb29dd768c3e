from fastapi import FastAPI
from sqlalchemy import create_engine, text

engine = create_engine("sqlite://")
app = FastAPI()


@app.get("/one")
def one():  # -> converted-def
    with engine.connect() as connection:
        return connection.execute(text("select 1")).scalar()
