from fastapi import FastAPI

from db import Item, SessionLocal

app = FastAPI()


@app.get("/count")
def read():  # -> converted-def
    with SessionLocal() as session:
        return session.query(Item).count()
