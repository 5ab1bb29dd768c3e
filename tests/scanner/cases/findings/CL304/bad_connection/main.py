from fastapi import FastAPI
from sqlalchemy import text

from db import engine

connection = engine.connect()  # !! CL304
app = FastAPI()


@app.get("/one")
def one():  # -> converted-def
    return connection.execute(text("select 1")).scalar()
