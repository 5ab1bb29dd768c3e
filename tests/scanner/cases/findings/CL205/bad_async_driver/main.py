from fastapi import FastAPI
from sqlalchemy import create_engine, text

DATABASE_URL = "postgresql+asyncpg://app@db/app"
engine = create_engine(DATABASE_URL)  # !! CL205
app = FastAPI()


@app.get("/one")
def one():  # -> converted-def
    with engine.connect() as connection:
        return connection.execute(text("select 1")).scalar()
